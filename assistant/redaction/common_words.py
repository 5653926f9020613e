"""Everyday and shopping words, which nobody is called where a name could stand. Data only."""

from assistant.redaction.tokens import word_set

MONEY = word_set(
    """
    naira kobo rand rands rupee rupees paise rupiah ringgit baht peso pesos dinar dinars dirham
    dirhams riyal riyals yuan renminbi yen won krona kronor kroner krone zloty forint lira liras
    shekel shekels cedi cedis shilling shillings ruble rubles rouble roubles dong taka franc francs
    quid bucks euro euros dollar dollars pound pounds pence cent cents crore lakh lakhs kwacha
    birr leu lei real reais sol soles
    """
)
"""What things cost."""
COMMON = word_set(
    """
    a about above absolutely account actually add after again ago all almost alone along already
    also always am amazing an and another any anybody anyone anything anyway are around as ask
    at available away awesome awful back bad basically be beautiful because been before behind
    being best better between big bit black blue both box boxes brand bright broken brown but
    btw buy by bye call called can cancel cannot cart cases certain change cheap cheaper cheapest
    checking choice clear close closer cold color colour comfortable coming completely confused
    cool correct could crazy customer cute damaged dark day days dear decent definitely delayed
    delivery did didn't different difficult do does doesn't dollars done don't down due during
    each early easier easy eight either eleven else enough even ever every everybody everyone
    everything exactly excellent expensive extra fair fantastic far fast favorite few fifty
    final finally find fine first fit five for forty found four free friday from front full fun
    funny further generally get getting gift give glad go goes going gold gone good got gray
    great green grey had half happy hard has have haven't he hello help her here hers hey hi
    high him his home hot how however hundred i ideal if important impossible in incorrect
    incredible inside instead interested into is isn't it item its just keep kind kinda know
    large last late later least left less let like list literally little long look lost lot lots
    love lovely lower luckily mad made make makes many maybe me mean meant men mens mine missing
    monday money more most much must my myself near nearly need needs neither never new next
    nice nine no nobody none nope normal not nothing now number obviously odd of off ok okay old
    on once one ones only open or orange order orders other others ought our ours out over own
    pair pay perfect perhaps pick pink plain please possible pretty price probably problem
    product products purple put quick quite rather ready really red regarding return ridiculous
    right round sale same saturday save second see seems send set seven she ship short should
    show sick silver similar simple since six size slow small smaller so sold some somebody
    someone something sometimes somewhere soon sorry sort special still stuck stuff stupid such
    sunday super supposed sure take tall tan ten terrible than thank thanks that that's the
    their them then there these they thing things think third this those though three through
    thursday tight till time tiny tired to today together tomorrow tonight too top totally
    toward true trying tuesday twelve twenty twice two ugly under unfortunately unless until up
    upset urgent us use used useful usually vegan very want wanted wants warm was way we
    wednesday week weird well went were what what's whatever when where whether which while
    white who whole whose why wide will with within without women womens won't wonderful
    wondering worse worst worth would wrong yeah year yellow yep yes yesterday yet yikes you
    your yours zero allergic pregnant short tall married single retired diabetic busy curious
    currently afraid broke cheers mate hoping done back home outside inside lost new vegetarian
    left-handed savings checking colorblind plus petite male female student teacher nurse runner
    mom mum dad mother father wife husband son daughter sister brother friend kids kid baby girl
    boy man woman people person cat dog boss neighbor neighbour aunt uncle grandma grandpa
    grandmother grandfather niece nephew cousin partner girlfriend boyfriend parents family team
    office work school house store shop website page app phone email card shoes boots jacket
    dress shirt jeans pants lamp chair table sofa bag hat coat socks sneakers sweater watch ring
    case bed rug desk toy toys game book warranty budget armor armour sink cabinet counter
    fifteen thirty sixty seventy eighty ninety thousand stock pickup usps ups fedex spelled
    spelt spelling is was speaking calling here mr mrs ms miss dr doctor sir madam ma'am folks
    guys everyone all christian jewish muslim catholic american canadian british german french
    italian spanish mexican indian chinese japanese korean afraid clueless undecided flexible
    open sale
    """
)
ENDINGS = ("ing", "ly", "ed", "ish", "able", "ful", "less", "ness", "est")
"""Of words that are no names, unless they are in the list of first names."""
PLACES = word_set(
    """
    canada alaska hawaii mexico england europe uk usa us france germany spain italy japan china
    india australia ireland scotland london paris chicago boston denver texas florida california
    york seattle austin atlanta miami houston dallas portland phoenix africa asia america ohio
    oregon portugal greece turkey sweden norway denmark finland poland austria switzerland
    netherlands belgium brazil argentina chile peru colombia russia ukraine israel egypt nigeria
    kenya ghana morocco pakistan bangladesh vietnam thailand singapore malaysia indonesia
    philippines korea taiwan zealand wales britain romania hungary czechia toronto vancouver
    montreal brooklyn manhattan boston jersey georgia carolina dakota massachusetts michigan
    illinois oregon utah christmas easter halloween thanksgiving amazon target walmart costco
    ikea macy google apple nike adidas gucci prada sony samsung lego levi levis puma reebok
    asics brooks converse vans timberland columbia patagonia north puerto guam new vegas
    """
)
MONTHS_AND_DAYS = word_set(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    """
)
