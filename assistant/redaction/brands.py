"""Names of people that are brands, characters or public figures. Data only.

Written "first_last"; `first_names.BRANDS` holds more of them, by their first words.
"""

from assistant.redaction.tokens import word_set

FAMOUS = word_set(
    """
    hey_jude du_maurier ben_jerrys jo_loves baby_bjorn uncle_bens aunt_bessies
    merry_christmas christmas_eve father_christmas bok_choy gai_choy yu_choy pak_choi hong_kong
    beverly_hills costa_rica el_salvador buenos_aires winston_porter king_arthur dolby_atmos
    time_warner warner_cable dell_inspiron wells_fargo charles_schwab honda_civic foster_grant
    marley_me thelma_louise bonnie_clyde tristan_isolde hansel_gretel ferrero_rocher romeo_juliet
    martini_rosso jose_cuervo gwen_stacy jason_bourne ellen_ripley sarah_connor marty_mcfly
    david_copperfield anna_karenina george_rr horrid_henry wallace_gromit jack_jill punch_judy
    simon_garfunkel laurel_hardy ant_dec hall_oates effi_briest dennis_menace tracy_beaker
    delia_smith roy_rogers cherry_garcia don_quixote julio_gallo ernest_julio huda_beauty
    jean_gaultier paul_gaultier paco_rabanne manolo_blahnik drew_barrymore kiera_knightley
    mila_kunis elena_ferrante nina_simone hans_zimmer penny_black granny_smith tom_collins
    arnold_palmer maris_piper king_edward fanny_farmer ina_may allen_key allen_keys stanley_cup
    bernard_cornwell ian_rankin lee_kum thomas_mann franz_kafka anton_chekhov hermann_hesse
    isabel_allende orhan_pamuk khaled_hosseini chimamanda_adichie chinua_achebe arundhati_roy
    salman_rushdie kazuo_ishiguro hilary_mantel ali_smith zaha_hadid naguib_mahfouz
    lady_grey captain_america wonder_woman buzz_aldrin yuri_gagarin marie_antoinette
    albert_einstein isaac_hayes frank_zappa eric_clapton bruno_banani joop_homme issey_miyaki
    laura_biagiotti jil_sanders karl_may astrid_lindgren tove_jansson enid_blyton jacqueline_wilson
    david_walliams jeff_kinney anne_hathaway emma_stone tilda_swinton clint_barton tony_soprano
    walter_black jesse_owens mo_salah erling_haaland kylian_mbappe harry_kane marcus_rashford
    abercrombie_fitch adele_adkins agatha_christie alan_turing alexander_mcqueen alexander_wang
    alice_cooper alice_wonderland alfred_hitchcock amy_winehouse amy_butler andy_warhol anna_sui
    anne_frank anne_klein anne_geddes anne_rice annie_sloan ansel_adams ann_taylor
    anthony_bourdain anthony_horowitz anya_hindmarch arne_jacobsen ariana_grande aretha_franklin
    arthur_conan audrey_hepburn aubrey_drake axel_rose ayn_rand babe_ruth barack_obama
    barry_manilow beatrix_potter ben_jerry ben_sherman ben_ten bernie_mev betsey_johnson
    betty_crocker betty_boop betty_barclay bill_gates bill_nye billie_eilish billy_joel
    billy_bookcase bob_marley bob_ross bob_mackie bob_dylan bob_evans bobbi_brown bobby_brown
    boris_becker brad_pitt bridget_jones britney_spears brooks_brothers bruce_lee
    bruce_springsteen bruce_wayne bruno_mars bruno_magli bruno_munari buck_rogers buzz_lightyear
    calvin_klein calvin_hobbes cardi_b carl_hansen carl_sagan carolina_herrera carrie_underwood
    captain_morgan catherine_malandrino cath_kidston celine_dion charlie_brown charlie_chaplin
    charles_darwin charles_dickens charles_eames charles_tyrwhitt charles_keith charles_schulz
    charlotte_tilbury charlotte_olympia charlotte_bronte che_guevara chet_baker chester_zoo
    christian_dior christian_louboutin christian_lacroix christian_siriano christina_aguilera
    christopher_kane christopher_columbus christopher_nolan chris_evans chuck_taylor
    chuck_norris cindy_crawford clark_kent claire_fontaine claude_monet cole_haan
    colin_kaepernick cristiano_ronaldo coco_chanel cormac_mccarthy cynthia_rowley
    cynthia_vincent dale_carnegie dale_earnhardt dan_brown dana_scully daniel_wellington
    daniel_craig daniel_hechter danielle_steel darth_vader dave_ramsey david_beckham david_bowie
    david_yurman david_austin david_attenborough david_mellor davy_crockett dean_koontz
    debbie_macomber della_robbia denis_leary desmond_merrion diane_furstenberg diana_ross
    dirk_bikkembergs dolly_parton don_julio donald_duck donald_trump donna_karan donna_tartt
    donna_kay dora_explorer dorothy_perkins doug_dimmadome douglas_adams duncan_hines
    dwayne_johnson dwight_schrute earl_grey ed_hardy ed_sheeran eddie_bauer edgar_poe
    edgar_allan edward_cullen edward_hopper eileen_fisher eileen_gray elie_saab elie_tahari
    eliza_j elizabeth_arden elizabeth_taylor ella_fitzgerald ella_moss ellen_degeneres
    elmer_fudd elon_musk elton_john elvis_presley emilio_pucci emily_dickinson emma_bridgewater
    emma_watson eric_carle eric_javits ernest_hemingway estee_lauder ethan_allen eva_longoria
    evan_picone farah_fawcett fisher_price florence_broadhurst fjall_raven frank_lloyd
    frank_lucas frank_sinatra frank_herbert francis_ford franco_sarto franklin_covey fred_perry
    fred_flintstone fred_segal freddie_mercury freddy_krueger freya_stark frida_kahlo
    frodo_baggins gabriel_garcia george_foreman george_orwell george_washington george_martin
    george_harrison george_clooney george_jensen georg_jensen georgia_okeeffe georgina_goodman
    gerber_baby gianni_versace gianfranco_ferre gianni_bini gianvito_rossi ginger_rogers
    giorgio_armani giuseppe_zanotti gordon_ramsay greta_thunberg gregory_peck grace_kelly
    grace_jones guy_fieri guy_laroche gwen_stefani hank_williams hannah_montana hannah_arendt
    hans_wegner hans_christian hans_zimmer harley_davidson harley_quinn harper_lee harrison_ford
    harry_potter harry_styles harry_winston harry_rosen harvey_nichols haruki_murakami
    heidi_klum helen_keller helen_steele helena_rubinstein helly_hansen helmut_lang henrik_ibsen
    henry_ford henry_miller herman_miller herman_melville hermione_granger herve_leger
    hillary_clinton holly_hobbie homer_simpson howard_hughes hugo_boss humphrey_bogart
    hunter_douglas iggy_pop ina_garten indiana_jones inspector_gadget ingrid_bergman iris_apfel
    isaac_asimov isaac_mizrahi isaac_newton isabel_marant isabella_oliver issey_miyake ivy_park
    jack_daniels jack_daniel jack_wills jack_jones jack_rogers jack_black jack_reacher
    jack_sparrow jack_wolfskin jack_russell jack_skellington jack_spade jackie_chan
    jackie_kennedy jackson_pollock jacob_cohen jacob_jensen jacques_pepin jake_paul james_bond
    james_avery james_patterson james_cameron james_joyce james_brown james_perse james_harden
    jamie_oliver jane_austen jane_iredale jane_eyre jane_goodall janis_joplin jason_wu
    jason_voorhees jason_markk jay_z jean_paul jeff_koons jeff_bezos jennifer_lopez
    jennifer_aniston jeremy_scott jerry_garcia jesse_james jessica_simpson jessica_alba
    jessica_rabbit jessica_mcclintock jil_sander jim_beam jim_henson jim_morrison jim_thompson
    jimi_hendrix jimmy_choo jimmy_buffett jimmy_johns jo_malone joan_jett joan_miro joan_rivers
    joanna_gaines joe_malone joe_fresh joe_boxer joe_browns joe_rogan joe_biden joel_dewberry
    john_deere john_lewis john_lennon john_hardy john_wick john_wayne john_frieda john_green
    john_grisham john_varvatos john_lobb john_smedley john_steinbeck john_galliano john_richmond
    john_cena john_masters john_boos john_louis johnny_cash johnny_was johnny_depp
    johnnie_walker johnny_walker johnston_murphy jonathan_adler jonathan_franzen jon_snow
    jordan_peterson jordan_peele joseph_joseph joseph_ribkoff joseph_abboud josef_seibel
    joyce_chen juicy_couture jules_verne julia_child julia_roberts julia_donaldson julie_vos
    julius_caesar justin_bieber justin_boots justin_timberlake kate_spade kate_aspen
    kate_somerville kate_moss kate_middleton kate_bush karl_lagerfeld karl_marx katie_loxton
    katniss_everdeen katy_perry kanye_west kathy_ireland kathy_van keith_haring keith_richards
    kelly_clarkson ken_follett kendall_jenner kendra_scott kenneth_cole kenneth_jay kevin_hart
    kevin_durant kiehl_s kim_kardashian kobe_bryant kris_kringle kurt_cobain kurt_vonnegut
    kurt_geiger kylie_minogue kylie_jenner kylie_cosmetics kylo_ren lady_gaga lana_del
    lane_bryant lara_croft lauren_conrad laura_ashley laura_mercier laura_geller laura_ingalls
    lebron_james lee_cooper lee_child lee_jofa lena_dunham leonard_cohen leonardo_da
    leonardo_dicaprio les_paul levi_strauss lewis_carroll lewis_hamilton lilly_pulitzer
    lily_allen linda_evangelista lindsay_lohan lionel_messi lionel_richie lisa_frank
    lisa_simpson liz_claiborne liz_earle lois_lane loretta_lynn louis_vuitton louis_armstrong
    louis_garneau louis_poulsen louisa_alcott lucille_ball lucky_brand luke_skywalker luke_combs
    lyndon_johnson lululemon_athletica mac_miller mad_max madame_alexander mahatma_gandhi
    malala_yousafzai marc_jacobs marc_fisher marc_anthony marc_chagall marc_opolo marco_polo
    marco_bicego margaret_atwood margaret_howell maria_sharapova mariah_carey marie_curie
    marie_kondo marie_callender marilyn_monroe marilyn_manson marimekko_oy mario_kart
    mario_badescu mario_bros mario_batali mario_botta marge_simpson mark_twain mark_rothko
    mark_zuckerberg mark_ryden marks_spencer marlon_brando martha_stewart martin_luther
    martin_guitars martin_margiela mary_kay mary_jane mary_janes mary_poppins mary_berry
    mary_shelley mary_quant mary_katrantzou mary_oliver matt_damon matthew_williamson
    matthew_mcconaughey maurice_lacroix maurice_sendak max_factor max_mara max_azria
    max_verstappen maya_angelou melissa_doug melissa_and meghan_markle mel_gibson michael_jordan
    michael_jackson michael_kors michael_myers michael_aram michael_crichton michael_phelps
    michael_scott michael_bay michelle_obama mickey_mouse mickey_mantle miles_davis
    miles_morales milton_friedman minnie_mouse miranda_lambert molly_brown molly_weasley
    monica_vinader monte_cristo morgan_freeman morgan_stanley muhammad_ali nancy_drew
    nanette_lepore naomi_campbell naomi_osaka napoleon_bonaparte natalie_portman neil_gaiman
    neil_young neil_armstrong nelson_mandela neve_campbell nick_cave nicki_minaj nicholas_sparks
    nicole_miller nicole_kidman nigella_lawson nigel_slater nikola_tesla nina_ricci nina_simone
    noel_gallagher nora_roberts norman_rockwell norton_internet old_navy olaf_snowman
    oliver_twist oliver_peoples oliver_bonas oliver_spencer olivia_rodrigo olivia_burton
    olivia_benson oprah_winfrey orla_kiely oscar_wilde oscar_mayer otto_dix orville_redenbacher
    oscar_renta pablo_picasso padma_lakshmi paris_hilton patek_philippe patricia_cornwell
    patricia_nash patrick_star paul_smith paul_mitchell paul_mccartney paul_newman
    paul_hollywood paul_simon paul_bunyan paul_frank paul_green paula_deen paula_choice
    paulo_coelho pearl_jam penelope_cruz perry_ellis pepper_pig peppa_pig peter_pan peter_parker
    peter_rabbit peter_griffin peter_thomas peter_millar peter_england phil_collins phillip_lim
    philip_pullman philip_treacy philipp_plein philippe_starck piero_guidi pierre_cardin
    pierre_herme piet_hein piper_heidsieck porter_cable proenza_schouler quentin_tarantino
    quentin_blake rachel_zoe rachel_ray rachael_ray rachel_roy rachel_green ralph_lauren
    ralph_wiggum ray_charles ray_ban ray_bradbury rebecca_minkoff rebecca_taylor red_wing
    reese_witherspoon reed_krakoff remy_martin ric_flair rene_lacoste rene_magritte rick_owens
    rick_riordan rick_morty ricky_martin robert_graham robert_frost robert_kiyosaki
    robert_kaufman robert_mondavi robert_downey robert_clergerie robert_jordan roberto_cavalli
    roberto_coin robin_hood robinson_crusoe roald_dahl rod_stewart rod_laver roger_federer
    roger_vivier roland_mouret roland_garros ron_weasley ronald_reagan ronald_mcdonald
    rosa_parks rosie_riveter ruby_rose rubiks_cube rupi_kaur russell_hobbs russell_athletic
    russell_stover ruth_bader ryan_reynolds ryan_gosling sally_hansen sally_rooney salma_hayek
    salvador_dali salvatore_ferragamo sam_edelman sam_smith sam_adams samuel_adams
    samuel_jackson sandra_bullock sanita_clogs sara_lee sarah_jessica sarah_maas sarah_dessen
    scarlett_johansson scooby_doo selena_gomez selena_quintanilla serena_williams seth_rogan
    severus_snape shania_twain shaun_white sherlock_holmes sherwin_williams shirley_temple
    shel_silverstein shaquille_oneal sigmund_freud silvia_tcherassi simon_says simon_carter
    simone_biles simone_beauvoir simone_perele sofia_vergara sofia_richie sonia_rykiel
    sonia_kashuk sophia_webster sophia_loren stan_smith stan_lee stan_getz stella_mccartney
    stella_artois stephen_king stephen_curry steph_curry steve_madden steve_jobs steve_harvey
    steven_universe steven_spielberg steven_alan stevie_nicks stevie_wonder stuart_weitzman
    stuart_little sue_grafton susan_bristol suzanne_collins sylvester_stallone sylvia_plath
    sylvia_alexander taylor_swift taylor_made ted_baker ted_lasso terry_pratchett thierry_mugler
    thom_browne thomas_kinkade thomas_sabo thomas_pink thomas_tank thomas_edison
    thomas_jefferson thomas_hardy tim_burton tim_hortons tim_holtz tim_cook tim_tam tina_turner
    tina_fey toby_keith todd_snyder tom_ford tom_brady tom_hanks tom_cruise tom_clancy tom_dixon
    tom_tailor tom_joule tom_petty tom_sawyer tom_riddle tom_holland tommy_hilfiger tommy_bahama
    tommy_john tommy_hilfinger toni_morrison tony_stark tony_hawk tony_robbins tony_bianco
    tory_burch trader_joe tracy_reese travis_scott travis_mathew trina_turk tyler_perry
    tyler_creator tyrion_lannister tupac_shakur una_brennan uncle_sam uncle_ben usain_bolt
    valentino_rossi van_gogh van_halen vanessa_bruno venus_williams vera_wang vera_bradley
    vera_moda vicki_smith victor_hugo victor_rolf victoria_beckham victoria_secret vince_camuto
    vincent_gogh virgil_abloh virginia_woolf viktor_rolf vivienne_westwood walt_disney
    walt_whitman walter_white warren_buffett wayne_gretzky wayne_rooney wendy_williams
    wedgwood_jasper whitney_houston whoopi_goldberg will_smith will_ferrell willa_cather
    william_shakespeare william_morris william_sonoma williams_sonoma william_rast willie_nelson
    willy_wonka winnie_pooh winston_churchill woody_allen wolfgang_puck wolfgang_mozart
    yves_saint yves_rocher yves_delorme yohji_yamamoto yoko_ono yayoi_kusama zac_posen zac_efron
    zadie_smith zadig_voltaire zaha_hadid zane_grey zoe_saldana zuhair_murad manish_malhotra
    ritu_kumar anita_dongre tarun_tahiliani masaba_gupta sachin_tendulkar virat_kohli shah_rukh
    amitabh_bachchan deepika_padukone priyanka_chopra narendra_modi ratan_tata satya_paul
    vikram_phadnis rohit_bal abu_jani sania_mirza ravi_shankar alvar_aalto aldo_rossi
    achille_castiglioni anni_albers eero_saarinen eero_aarnio isamu_noguchi josef_albers
    verner_panton poul_henningsen finn_juhl jasper_morrison jasper_johns patricia_urquiola
    ettore_sottsass gio_ponti hay_rice jaime_hayon marcel_breuer marcel_wanders ludwig_mies
    le_corbusier charlotte_perriand ray_eames hella_jongerius naoto_fukasawa kiki_smith
    katsushika_hokusai gustav_klimt henri_matisse edvard_munch edgar_degas egon_schiele
    johannes_vermeer jan_vermeer leonardo_vinci paul_klee paul_cezanne piet_mondrian
    rembrandt_rijn roy_lichtenstein tamara_lempicka wassily_kandinsky antonio_vivaldi
    johann_bach ludwig_beethoven frederic_chopin bloody_mary virgin_mary tom_jerry ferb_perry
    phineas_ferb lenny_larry lenny_larrys san_francisco san_diego san_jose san_antonio
    heather_grey heather_gray charcoal_heather cotton_heather jasmine_rice jasmine_tea
    sweet_potato hello_fresh johnson_johnson procter_gamble alex_rider anne_gables bilbo_baggins
    bruce_banner clark_griswold diana_prince ebenezer_scrooge eleven_hopper ethan_hunt
    ferris_bueller forrest_gump frank_castle george_jetson ginny_weasley hal_jordan hank_hill
    hans_solo han_solo hello_kitty holden_caulfield huckleberry_finn huck_finn jack_frost
    jack_torrance jay_gatsby jean_grey jean_valjean jessie_pinkman jesse_pinkman joe_exotic
    john_snow john_watson kermit_frog lara_jean leia_organa lightning_mcqueen luna_lovegood
    mike_wazowski miss_piggy morticia_addams natasha_romanoff nancy_wheeler neville_longbottom
    norman_bates obi_wan optimus_prime oscar_grouch percy_jackson peter_quill princess_leia
    rey_skywalker rocky_balboa ross_geller sailor_moon sam_winchester sarah_connor sirius_black
    spongebob_squarepants stephen_strange steve_rogers steve_urkel tintin_snowy tony_soprano
    tony_montana wednesday_addams wanda_maximoff wonder_woman thomas_ashbourne angela_merkel
    boris_johnson emmanuel_macron joe_bonamassa johnny_bravo johnny_test ronnie_james
    rosie_assoulin rory_gilmore lorelai_gilmore bath_body bed_bath bang_olufsen dolce_gabbana
    crabtree_evelyn crate_barrel barnes_noble black_decker clarks_originals cooper_hewitt
    ferm_living frette_home gloria_vanderbilt gloria_jeans gymboree_play haagen_dazs
    hamilton_beach harman_kardon hewlett_packard hudson_bay jenny_craig jenny_packham
    josie_maran josie_natori kat_denning kat_von kirkland_signature laurie_gelman lodge_cast
    marvin_gaye melvita_oil merle_norman morphe_jaclyn nate_berkus nathan_james neiman_marcus
    norma_kamali pat_mcgrath patagonia_torrent phillips_norelco ponds_cream pottery_barn
    rae_dunn rodan_fields royce_leather ruth_graves sigma_beauty sloan_kettering smith_wesson
    sonia_sotomayor stanley_black stanley_kubrick stride_rite suave_kids tanya_taylor tate_lyle
    terry_bogard thomas_breezy trish_mcevoy trixie_mattel urban_decay victor_victrola vida_kush
    wilson_tennis zella_girl zeta_jones
    lazy_susan bloody_mary jolly_roger mary_jane mary_janes jack_russell tom_yum tom_collins
    john_dory arnold_palmer shirley_temple earl_grey lady_grey victoria_sponge charlotte_russe
    granny_smith peach_melba eggs_benedict crepe_suzette bobby_pin bobby_pins nancy_drew jerry_can
    henry_hoover billy_bookcase betty_boop john_deere ted_baker jimmy_choo peter_pan mason_jar
    windsor_chair roman_shade oscar_fish harris_tweed dutch_oven monte_carlo
    """
)
