"""What numbers of people at authorities and banks are called. Data only."""

from assistant.redaction.tokens import word_set

PAPERS = """
    passport, passport number, passport no, driving licence, driving license, driver 's license
    driver 's licence, drivers license, driver's license, driver's licence, licence number
    license number, licence, license, licence no, social security, social security number, ssn
    social insurance number, social insurance, national insurance, national insurance number
    ni number, nino, nhs, nhs number, nhs no, medicare, medicare number, medicaid, nric, nric number
    cpf, cnpj, curp, dni, nif, codice fiscale, personnummer, pesel, bsn, personal number
    tax number, tax id, tax file number, tax reference, tfn, utr, steuer id, steuernummer
    tax identification number, steueridentifikationsnummer, steuer identifikationsnummer
    vat number, vat id, vat no, vat reg, ust id, ustid, gst number, gstin, ein, abn, acn
    pan card, pan number, pan no, aadhaar, aadhar, adhaar, aadhaar card, aadhaar number, voter id
    voter card, voter 's id, residence permit, residency permit, residence card, green card
    permit number, work permit, visa number, student id, student number, student card, employee id
    employee number, staff id, staff number, staff card, military id, emirates id, national id
    national identity number, identity card, identity number, id card, i d card, id number
    i d number, citizen id, citizen card, ghana card, pps number, ppsn, pps no, number plate
    licence plate, license plate, registration number, chassis number, vin number, tax code
    insurance number, health card, health insurance number, personal id, personalausweis
    ausweisnummer, ausweis, carte d'identité, numéro fiscal, partita iva, company number
    siret, siren, nin, national identification number, sin number, badge number, military number
    birth number, rodne cislo, jmbg, oib, cnp, egn, amka, afm, henkilötunnus, cedula, cédula
    registration, my reg, number plates, pensioner card, blue badge, blue badge number
"""
SHORT_NAMES = """
    pan, nie, rut, rfc, reg, rego, vin, vat, plate, permit, tin, sin, fin, pps, ni, cif, social
    visa, plates
"""
"""Other words as well."""
BANK = """
    iban, sort code, sort codes, routing, routing number, aba, aba number, bsb, bsb number, blz
    bankleitzahl, konto, kontonummer, clabe, bank account, account number, account no, acct, acc
    acc no, acct no, acct number, a / c, a / c no, a / c number, checking account
    savings account, payout account, bank number, bankgiro, bvn, transit number
    institution number, branch code, branch number
"""
BANK_LONG = """
    checking, savings, current account, direct debit from, pay into, pay it into, pay it back into
    refund it to, refund it into, refund into, transfer it to, transfer to, wire it to, giro, monzo
    revolut, starling, barclays, natwest, hsbc, lloyds
"""
"""Say other things as well, so that a whole number has to follow."""
FEW = "transit, institution"
"""Parts of an account, if both are told."""
PAY_IDS = "upi, upi id, upi handle, vpa, pix, pix key, chave pix, bhim"
FAR = word_set(
    """
    my the our his her their a german french dutch italian spanish irish indian polish british
    american canadian national valid old new current number id for his's and other
    """
)
"""May stand between "is" and what a number is called."""
