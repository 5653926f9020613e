"""Common words that letter-to-sound rules get wrong, in the phones of `pronunciation`."""

_LISTED = """
the T@  a @  an an  of uv  to tU  two tU  too tU  do dU  does duz  done dun  one wun  once wuns
none nun  some sum  come kum  love luv  gloves gluvz  glove gluv  above @buv  cover kuv@r
who hU  whose hUz  whom hUm  what wut  was wuz  were w@r  said sed  says sez  been bin  have hav
has haz  is iz  his hiz  as az  give giv  live liv  gift gift  gifts gifts  get get  girl g@rl
girls g@rlz  gear gEr  you yU  your yOr  they TA  their Ter  there Ter  where wer  here hEr  are or
any enE  many menE  friend frend  friends frendz  people pEp@l  woman wum@n  women wim@n
woman's wum@nz  women's wim@nz
watch woC  water wot@r  want wont  wash woS  shoe SU  shoes SUz  sugar Sug@r  sure Sur
great grAt  break brAk  steak stAk  wear wer  bear ber  pear per  bread bred  head hed
headphones hedfOnz  headphone hedfOn  heavy hevE  weather weT@r  leather leT@r  sweater swet@r
sweaters swet@rz  ready redE  instead insted  breakfast brekf@st  health helT  healthy helTE
feather feT@r  thread Tred  measure meZ@r  eye I  eyes Iz  buy bI  build bild  guitar gitor
island Il@nd  isle Il  aisle Il  listen lis@n  castle kas@l  muscle mus@l  iron I@rn
machine m@SEn  chef Sef  chic SEk  though TO  through TrU  thought Tot  enough @nuf  rough ruf
tough tuf  cough kof  bought bot  brought brot  caught kot  daughter dot@r  laugh laf  height hIt
ocean OS@n  special speS@l  business bizn@s  busy bizE  minute min@t  biscuit bisk@t  blood blud
door dOr  floor flOr  move mUv  lose lUz  foot fut  good gud  book buk  books buks  look luk
looks luks  looking lukiN  cook kuk  cooking kukiN  wood wud  wooden wud@n  wool wul  hood hud
hooded hudid  put put  push puS  pull pul  full ful  could kud  would wud  should Sud  wolf wulf
four fOr  fourth fOrT  eight At  eighty AtE  other uT@r  another @nuT@r  mother muT@r
brother bruT@r  month munT  money munE  honey hunE  front frunt  color kul@r  colors kul@rz
colour kul@r  only OnlE  both bOT  most mOst  post pOst  kind kInd  child CIld  children Cildr@n
find fInd  behind b@hInd  mind mInd  pint pInt  answer ans@r  sword sOrd  half haf  calf kaf
talk tok  walk wok  palm pom  calm kom  salmon sam@n  hour Wr  honest on@st  receipt r@sEt
clothes klOz  cloth kloT  clothing klOTiN  mustache must@S  suede swAd  suit sUt  suite swEt
sew sO  chair Cer  desk desk  tea tE  coffee kofE  vehicle vE@k@l  jewelry JUlrE  beige bAZ
cotton kot@n  denim den@m  linen lin@n  canvas kanv@s  i I  i'm Im  i'd Id  i'll Il  my mI
by bI  me mE  we wE  he hE  she SE  be bE  no nO  so sO  go gO  or Or  for fOr  from frum
into intU  with wiT  this Tis  that Tat  these TEz  those TOz  not not  and and  very verE
please plEz  thanks TaNks  thank TaNk  under und@r  over Ov@r  show SO  know nO  new nU  view vU
few fU  own On  low lO  blow blO  snow snO  yellow yelO  pillow pilO  now nW  how hW  brown brWn
town tWn  down dWn  towel tWl  towels tWlz  flower flW@r  flowers flW@rz  power pW@r
shower SW@r  soup sUp  group grUp  route rUt  touch tuC  young yuN  country kuntrE  double dub@l
cousin kuz@n  couple kup@l  colony kol@nE  cereal sErE@l  ounce Wns  pound pWnd
finger fiNg@r  longer loNg@r  stronger stroNg@r  anger aNg@r  singer siN@r  hanger haN@r
hangers haN@rz  bags bagz  bag bag  big big  dog dog  dogs dogz  egg eg  leg leg  rug rug
rugs rugz  mug mug  mugs mugz  toaster tOst@r  toast tOst  boil bYl  air er  ear Er  ears Erz
pure pyUr  cure kyUr  cute kyUt  use yUz  used yUzd  music myUzik  human hyUm@n
"""


def _read() -> dict[str, str]:
    words = _LISTED.split()
    return dict(zip(words[::2], words[1::2], strict=True))


IRREGULAR = _read()
