"""What shops call their columns: published names first, then common ones, in nine languages.

Names are compared without case, blanks and marks: "Variant Price", "variant_price"
and "variantPrice" are one. The first name of a field is taken before the later ones.
"""

import re
import unicodedata
from typing import Final

from retrieval.feeds.columns import Target

NAMES: Final[dict[Target, str]] = {
    Target.ID: "id itemid variantsku sku productid productsku articleid itemnumber asin uuid guid "
    "code productcode variantid offerid productnumber artnr artikelnummer artikelnr referencia "
    "reference itemno ean13id uniqid key @id identifier ref referenceproduit codigo codigoproducto "
    "codigodoproduto idproducto idproduit codice codicearticolo codiceprodotto artikelcode "
    "artikelid bestellnummer varenummer produktnummer produktnr kodproduktu tuotenumero",
    Target.GROUP: "itemgroupid groupid handle urlhandle parentsku parentid parent parentcode "
    "inproductgroupwithid productgroupid variantgroupid styleid stylecode modelgroup "
    "masterid mastersku",
    Target.MEMBERS: "configurablevariations",
    Target.TITLE: "title name productname producttitle itemname itemtitle productdisplayname "
    "displayname itemgrouptitle label titel bezeichnung artikelname produktname produktbezeichnung "
    "nom titre libelle nombre titulo nombredelproducto nome titolo naam productnaam nomduproduit "
    "nomproduit designation intitule nombreproducto nomeprodotto nomearticolo nomedoproduto "
    "nomeproduto artikelbezeichnung produkttitel produktnamn produktnavn varenavn namn navn "
    "benamning nazwa nazwaproduktu tuotenimi",
    Target.DESCRIPTION: "description bodyhtml body longdescription productdescription desc details "
    "aboutproduct fulldescription shortdescription summary beschreibung langbeschreibung "
    "produktbeschreibung kurzbeschreibung descripcion descrizione omschrijving descriptionhtml "
    "about overview descriptif descriptionlongue descriptionproduit descricao beskrivning "
    "beskrivelse produktbeskrivning opis kuvaus artikelbeschreibung blurb synopsis tastingnotes",
    Target.BRAND: "brand brandname manufacturer vendor maker marke hersteller marque fabricant "
    "marca "
    "fabricante produttore merk label productbrand producer varumarke maerke merke marka "
    "producent",
    Target.SELLER: "sellername seller merchant merchantname shop shopname store offers.seller "
    "offers.seller.name storename haendler verkaeufer vendedor vendeur",
    Target.URL: "link url producturl productlink canonicalurl producturlkey pageurl permalink "
    "webpage urlkey produktlink lien enlace href onlinestoreurl",
    Target.IMAGES: "imagelink imageurl image images imagesrc imgurl img picture pictures photo "
    "photos additionalimagelink additionalimageurls additionalimageurl baseimage additionalimages "
    "productimageurl imageurls imagelinks primaryimage mainimage thumbnail thumbnailurl bild "
    "bildurl bilder imagen imagenes immagine afbeelding media featuredimage largeimage imgsrc "
    "picurl urlimage urldelimage urlimagen urlimmagine bildlink produktbild billede zdjecie",
    Target.GTIN: "gtin gtin13 gtin14 gtin12 gtin8 ean ean13 upc upccode barcode variantbarcode "
    "isbn isbn13 jan meta.barcode gtinupceanorisbn eancode barcodes codebarre codebarres "
    "codigodebarras codiceabarre strichcode streckkod",
    Target.MPN: "mpn manufacturerpartnumber partnumber modelnumber googleshoppingmpn "
    "herstellernummer modelno",
    Target.CONDITION: "condition itemcondition googleshoppingcondition zustand "
    "offers.itemcondition "
    "etat estado",
    Target.PRICE: "price variantprice regularprice currentprice unitprice amount priceamount "
    "offers.price offers.lowprice offers.pricespecification.price retailprice sellingprice "
    "finalprice actualprice pricevalue priceusd priceeur pricegbp preis verkaufspreis bruttopreis "
    "prix precio prezzo prijs cena preco pris prixttc prixdevente precioventa precioconiva pvp "
    "prezzodivendita prezzoivainclusa verkoopprijs cenabrutto preisbrutto endpreis preiseur "
    "preisineuro preisineur prixeur precioeur cost pricerange.min price.amount price.value "
    "baseprice offers.offers.price standardprice pricecents priceincents unitamount amountcents "
    "saleprice discountedprice",
    Target.SALE_PRICE: "saleprice specialprice discountedprice discountprice promoprice offerprice "
    "angebotspreis sonderpreis prixpromo aktionspreis promotionalprice prixsolde preciooferta "
    "preciorebajado prezzoscontato prezzoofferta actieprijs aanbiedingsprijs kampanjpris "
    "tilbudspris",
    Target.SALE_DATES: "salepriceeffectivedate",
    Target.SALE_FROM: "specialpricefromdate datesalepricestarts salestart salepricestartdate",
    Target.SALE_TO: "specialpricetodate datesalepriceends saleend salepriceenddate",
    Target.LIST_PRICE: "variantcompareatprice compareatprice listprice msrp msrpprice rrp "
    "originalprice oldprice wasprice strikethroughprice uvp streichpreis retailprice mrp "
    "regularprice fullprice maximumretailprice recommendedprice pricebeforediscount prixbarre "
    "prixconseille ancienprix prixdorigine precioanterior precioantes preciooriginal "
    "preciodelista preciolista prezzodilistino prezzooriginale prezzopieno adviesprijs vanprijs "
    "listenpreis alterpreis ordpris ordinariepris",
    Target.CURRENCY: "currency currencycode pricecurrency offers.pricecurrency waehrung devise "
    "moneda valuta iso4217 price.currency divisa monnaie moeda waluta",
    Target.STOCK: "inventoryquantity stock quantity qty variantinventoryqty stockquantity "
    "currentstock inventory stockqty onhand availablequantity unitsinstock inventorylevel "
    "sellonGooglequantity bestand lagerbestand menge cantidad quantite giacenza voorraad "
    "existencias unidades quantitestock qtestock quantitedisponible stockdisponible quantita "
    "estoque lagersaldo lagerantal lagermenge verfugbaremenge aantal unitsleft piecesleft "
    "bottlesleft qtyavailable remaining "
    "offers.inventorylevel.value offers.inventorylevel inventoryquantityonhand stocklevel",
    Target.STOCK_TRACKER: "variantinventorytracker inventorytracker",
    Target.STOCK_POLICY: "variantinventorypolicy inventorypolicy continuesellingwhenoutofstock "
    "backordersallowed allowbackorders",
    Target.AVAILABILITY: "availability offers.availability availabilitystatus instock isinstock "
    "stockstatus available isavailable verfuegbarkeit verfugbarkeit disponibilite disponibilidad "
    "disponibilita lieferstatus beschikbaarheid inventorystatus availabilitytext enstock dispo "
    "lieferbarkeit disponibilidade lagerstatus tillganglighet dostepnosc",
    Target.DEPARTMENT: "department abteilung departement rayon",
    Target.CATEGORY: "producttype productcategory category categories categorypath breadcrumb "
    "breadcrumbs maincategory categoryname kategorie kategorien categoria categorias categorie "
    "produktkategorie type producttypes productclass categorytree mastercategory collection "
    "taxonomypath warengruppe genre rubrique famille produktgruppe artikelgruppe kategori "
    "kategoria familia seccion reparto categoriaprincipal",
    Target.SUBCATEGORY: "style subcategory subcategoryname articletype producttypename "
    "subcat unterkategorie itemtype category2 subclass type souscategorie sousfamille "
    "subcategoria sottocategoria subcategorie",
    Target.TAXONOMY: "googleproductcategory productcategory googlecategory "
    "googleshoppinggoogleproductcategory googleproductcategoryid googleproducttaxonomy",
    Target.COLOUR: "color colour colors colours colorname colourname basecolour basecolor farbe "
    "couleur color1 colore kleur cor maincolor primarycolor productcolor variantdict.color "
    "googleshoppingcolor colorfamily couleurs farg farve kolor shade colorway colourway",
    Target.MATERIAL: "material materials fabric composition materialcomposition stoff matiere "
    "materiaal materiale fabrictype googleshoppingmaterial outermaterial materialname "
    "obermaterial tessuto tejido",
    Target.SIZE: "size sizes sizename groesse grosse taille talla taglia maat variantdict.size "
    "productsize availablesizes googleshoppingsize clothingsize shoesize pointure tamano tamanho "
    "storlek storrelse rozmiar",
    Target.GENDER: "gender audience targetgender audience.suggestedgender googleshoppinggender "
    "genderaffinity geschlecht genre sexe sexo genero targetaudience zielgruppe for "
    "suggestedgender "
    "department2",
    Target.AGE_GROUP: "agegroup googleshoppingagegroup altersgruppe audience.suggestedagegroup",
    Target.FEATURES: "features producthighlight highlights keyfeatures bulletpoints bullets "
    "sellingpoints productfeatures merkmale feature bulletpoint",
    Target.TAGS: "tags keywords labels metakeywords schlagworte schlagwoerter searchterms aliases "
    "synonyms",
    Target.ATTRIBUTES: "attributes additionalattributes productdetail productdetails "
    "specifications specs additionalproperty properties variantdict technicaldetails customfields "
    "eigenschaften selectedoptions variantoptions options",
    Target.RATING: "rating averagerating productreviewrating starrating ratingvalue reviewrating "
    "reviewsrating aggregaterating avgrating stars bewertung note score ratingaverage ratings "
    "averagereview",
    Target.RATING_COUNT: "ratingcount reviewcount productreviewcount numreviews reviewscount "
    "numberofreviews ratingscount numratings totalreviews noofratings nbreviews reviews "
    "anzahlbewertungen rating.count reviewstotal",
    Target.UPDATED: "updatedat updated lastmodified modifieddate dateupdated datemodified "
    "lastupdated meta.updatedat modified updatedate aktualisiert lastupdate modifiedat",
    Target.AI_IMAGERY: "aigeneratedimage aiimagery imageaigenerated isaigenerated aigenerated "
    "syntheticimage imageisaigenerated",
    Target.RESTRICTED: "adult isadult restricted agerestricted agerestriction adultcontent "
    "isrestricted mature",
    Target.PUBLISHED: "published publishedononlinestore status enablesearch iseligiblesearch "
    "productonline isactive active enabled isvisible visible",
    Target.VARIANTS: "variants hasvariant skus items children variations offers.offers models",
    Target.KIND: "producttype type typeid",
}
"""Of each field its names, letters and digits only, the better ones first."""

_NOT_NAME = re.compile(r"[^0-9a-z.@]+")
_FOLDED: Final = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d"})
"""Letters that are more than a mark on another one."""
_MARKS_ON_LETTERS = re.compile("[\u0300-\u036f]")


def normal(column: str) -> str:
    """Return a column's name in the form of `NAMES`."""
    name = column.casefold()
    if not name.isascii():
        name = _MARKS_ON_LETTERS.sub("", unicodedata.normalize("NFD", name.translate(_FOLDED)))
    return _NOT_NAME.sub("", name.rpartition(":")[2] if name.startswith("g:") else name)


PLACES: Final[dict[str, tuple[tuple[Target, int], ...]]] = {}
"""A name to the fields that it may fill, each with its place among the field's names."""
for _target, _names in NAMES.items():
    for _place, _name in enumerate(dict.fromkeys(_names.split())):
        PLACES[_name] = (*PLACES.get(_name, ()), (_target, _place))

OPTION = re.compile(r"(?:option|attribute|customvariant)(\d+)(name|category|value|values|option)")
"""Shopify's "Option1 Name" and WooCommerce's "Attribute 1 value(s)"."""
