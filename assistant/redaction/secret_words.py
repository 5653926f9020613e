"""Words that stand around passwords, codes of doors and names of accounts. Data only."""

from assistant.redaction.tokens import word_set

SECRET_HEADS = """
    password, passwort, kennwort, wachtwoord, contraseña, contrasena, senha, mot de passe
    passphrase, pass word, pass phrase, pw, pwd, pass :, pass =, pass is, pass 's
    secret word, secret phrase, secret answer, secret question, security answer, security word
    security question, security question 's answer
    memorable word, memorable place, memorable name, safe word, code word, codeword, magic word
    wifi key, network key, recovery key, backup key, api key
"""
ASKED_HEADS = """
    hint, first pet, first pet 's name, first school, first car, first teacher, memorable date
    favourite teacher, favorite teacher, city i was born in, street i grew up on
"""
"""Questions that protect an account: their answers only behind "is" or the like."""
OPENED = """
    by text, by sms, to verify, to verify me, to log in, to sign in, for the front door
    for my door, for my gate
    at the gate, for the gate, on the keypad, at the door, to get in, opens the gate, opens it
    opens the door, at the barrier, for the lobby, for the main door, on the intercom
"""
"""Stand behind a code: "press 2294 to get in"."""
CODE_HEADS = """
    pin, pin number, pin code, passcode, pass code, otp, otp code, otp is
    one time code, one time password, one time passcode, one time pin, onetime code
    door code, gate code, entry code, entrance code, access code, alarm code, buzzer code
    login code, log in code, auth code, authentication code, verification code, security code
    authenticator code, 2 fa code, 2 fa, two factor code, sms code, key safe code, keysafe code
    lockbox code, lock box code, safe code, locker code, garage code, building code, unlock code
    code for the gate, code for the door, code for my door, code to the door, code to the gate
    code for the building, code to the building, code for the alarm
    delivery code, delivery pin, pickup code, pick up code, pickup pin, collection code, locker pin
    key safe, keysafe, lock box, lockbox, lockbox combo, lock box combo, safe combo, door combo
    front door is, front door 's, alarm is, alarm 's, let yourself in with, get in with
    code to get in, code to enter, parcel box code, mailbox code, letterbox code, entry phone
    six digits are, 6 digits are, four digits are, six digit code, 6 digit code, six digit number
    needs code, need code, verification number, two factor says, 2 fa says, authenticator shows
    keypad, key box, keybox, keybox code, lobby code, intercom code, intercom, lobby, secret code
    gate is, gate 's, gate opens with, door opens with, safe combination, combination is, lock combo
    combination 's, combo is, backup code, recovery code, mobile tan, tan, text says, text said
    sms says, sms said, message says, authenticator says, app says, parcel code, digit code
"""
ACCOUNT_HEADS = """
    username, user name, userid, user id, usernames, login, login name, log in name, login id
    handle, screen name, screenname, display name, gamertag, gamer tag, nickname, psn, psn id
    account name, insta, instagram, twitter, tiktok, snapchat, telegram, discord, paypal, venmo
    log in as, logged in as, logging in as, login as, log me in as, sign in as, signed in as
    sign in with, log in with, signed up as, sign up as, sign me in as, registered as
    user, profile name, avatar name, forum name, i go by, i post as, posted as, posted under
    find me as, review is by, reviewed as, rename me to, xbox tag, twitch, steam id, skype
    account 's called, profile 's called, call my account, add me as
"""
MAILED_HEADS = "sent me, texted me, emailed me, sms me, messaged me, texted, text was, text is"
"""Behind them, a number as long as those that are sent to prove somebody."""
NO_CODE = word_set(
    """
    color colour paint error item product style zip postal post bar qr promo discount sku area
    country dress model part fault hex voucher coupon gift sale offer sort branch bank tax hs
    """
)
"""Kinds of codes that open nothing."""
BRIDGES = word_set(
    """
    i we you he she they set sets sent send texted emailed got get gave given have had has use used
    to chose picked made for of on in the my our your this that app site website account gate door
    building phone card me just here one with back online house flat alarm safe question reset
    mailed received forum wifi should used here's front here by sms ' s into it's gift back side
    main shared garage bike shed
    """
)
"""What may be told of a secret before it comes."""
SENT = word_set("sent texted emailed sms mailed send")
SETS = word_set("set change reset update make changed switch")
ENDS = word_set(
    """
    not wrong incorrect expired the an a my your was is right correct working on and or for it that
    what i never still invalid please keeper with again doesn't does don't isn't because but can
    could would okay ok so you we thanks thank email mail phone all no which though anymore when
    if how why then to why from in
    """
)
"""End a secret of several words."""
NO_SECRET = word_set(
    """
    not wrong incorrect expired the a an too my your reset notebook manager managers book books
    protected was is right correct working on in and or to for it that what i never still invalid
    please keeper with log journal organizer organiser keep again doesn't does protection free
    change changed lost forgotten forgot recovery retrieval hint settings security strength safe
    old new field page link links don't isn't but because email box must can will won't has hasn't
    been being supposed at generator pad search game required needed why how when one hidden
    leaked hacked stolen known compromised changing managing
    """
)
"""Follow "password" where none does."""
NO_ACCOUNT = NO_SECRET | word_set(
    """
    taken already exists available screen button details error issue issues problem problems
    fails failed failing available gift card cards name bag bags case cover set replacement door
    drawer bar pull pulls store shop account accounts payment payments credit pay works logo
    necklace famous ad ads post posts nitro me us guest there here so using live shop feed video
    t mug tee shirt of without up broken knob knobs length left stainless too
    loose cracked broken removable gone down easier bent where password passcode pin
    """
)
"""Follow "login", "handle" or "Instagram" where nobody's name does."""
