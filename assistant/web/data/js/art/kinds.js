/** Which drawing stands for which kind of product, by words of its category; first match wins. */

const KINDS = [
  ['dress', 'dress|gown'], ['skirt', 'skirt'], ['hoodie', 'hoodie'], ['tee', 't-shirt|\\btees?\\b|\\btops?\\b|jersey'],
  ['shirt', 'blouse|shirt'], ['sweater', 'sweater|cardigan|fleece|knit|pullover'],
  ['puffer', 'puffer|winter coat|dog coat'], ['coat', 'coat|trench'], ['jacket', 'jacket|blazer|suit jacket'],
  ['bra', '\\bbras?\\b'], ['shorts', 'shorts'], ['trousers', 'jeans|chino|trouser|legging|pants|pajama'],
  ['robe', 'robe'], ['socks', 'sock'], ['swim', 'swim|bikini'], ['body', 'bodysuit|sleep sack|onesie'],
  ['pouch', 'toiletry|pencil case|packing cube|pouch'], ['phone', 'phone case|smartphone|\\bphones?$'],
  ['handbag', 'handbag|purse|tote'], ['duffel', 'duffel|gym bag'], ['suitcase', 'suitcase|luggage'],
  ['backpack', 'backpack|baby carrier|rucksack'], ['belt', 'belt'], ['wallet', 'wallet'],
  ['watch', 'watch'], ['glasses', 'sunglasses|eyeglasses'], ['glass', 'wine glass|glassware'],
  ['scarf', 'scarf|scarves'], ['hat', 'beanie|hat|cap$'], ['glove', 'glove'], ['necklace', 'necklace|jewel|earring|\\brings?$'],
  ['heel', 'heels|pumps'], ['sandal', 'sandal'], ['slipper', 'slipper'], ['loafer', 'loafer'],
  ['rainboot', 'rain boot|wellington'], ['boot', 'boot'], ['shoe', 'shoe|sneaker|trainer'],
  ['headlamp', 'headlamp|bike light'], ['tent', 'tent'], ['sleeping', 'sleeping bag'], ['mat', 'sleeping pad|yoga mat|foam roller'],
  ['stove', 'stove'], ['babybottle', 'baby bottle'], ['bottle', 'bottle|flask'], ['pocketknife', 'pocket knife|pocket knives'],
  ['sofa', 'sofa|couch'], ['armchair', 'armchair'], ['office', 'office chair'], ['highchair', 'high chair'], ['chair', 'chair|stool'],
  ['petbed', 'dog bed|cat bed|pet bed'], ['crib', 'crib'], ['mattress', 'mattress'], ['bed', 'bed frame|^beds?$'],
  ['desk', 'desks?$'], ['table', 'table$|tables$|patio'], ['shelf', 'bookcase|shelf|shelv|deck box'],
  ['pillow', 'pillow|cushion'], ['folded', 'duvet|sheet|comforter|towel|blanket|bedding|diaper'],
  ['rug', 'rug'], ['curtain', 'curtain'], ['basket', 'basket'], ['desklamp', 'desk lamp'],
  ['floorlamp', 'floor lamp|solar light'], ['pendant', 'pendant'], ['lamp', 'lamp|light'], ['mirror', 'mirror'],
  ['clock', 'clock'], ['candle', 'candle'], ['vase', 'vase'], ['pan', 'frying pan|skillet|wok'],
  ['pot', 'saucepan|dutch oven|pot$|baking dish|casserole|rice cooker'], ['knife', 'knife|knives'],
  ['board', 'cutting board'], ['plate', 'dinnerware|plate'], ['mug', 'mug|cup'], ['cutlery', 'flatware|cutlery'],
  ['boxes', 'container|organizer|storage'], ['espresso', 'espresso|coffee maker'], ['kettle', 'kettles?$'],
  ['fryer', 'air fryer|coffee grinder|grinder'], ['toaster', 'toaster'], ['blender', 'blender'], ['mixer', 'mixer'],
  ['headphones', 'headphone'], ['earbuds', 'earbud'], ['soundbar', 'soundbar'], ['speaker', 'speaker|baby monitor'],
  ['turntable', 'turntable'], ['screen', 'television|monitor|tv'], ['tablet', 'tablet|reader'], ['keyboard', 'keyboard'],
  ['mouse', 'mouse|mice'], ['power', 'power bank'], ['cable', 'charger|cable'], ['drive', 'drive'], ['camera', 'camera|webcam'],
  ['dropper', 'serum|perfume oil'], ['jar', 'moisturizer|cream$'], ['tube', 'cleanser|sunscreen|hand cream|shampoo|cream'],
  ['lipstick', 'lipstick|mascara'], ['perfume', 'perfume'], ['dryer', 'dryer'], ['brush', 'toothbrush|shaver'],
  ['blocks', 'building block|yoga block|blocks'], ['puzzle', 'puzzle|board game'], ['train', 'train'],
  ['bear', 'stuffed|doll|teddy'], ['car', 'car$|cars$'], ['scooter', 'scooter'], ['hose', '\\bhoses?\\b'], ['can', 'watering'],
  ['plant', 'plant|seed'], ['shears', 'shear|scissor'], ['mower', 'mower'], ['grill', 'grill'], ['fire', 'fire pit'],
  ['dumbbell', 'dumbbell'], ['kettlebell', 'kettlebell'], ['band', 'band'], ['ball', 'ball|dog toy|cat toy'],
  ['bicycle', 'bicycle|bikes?$'], ['helmet', 'helmet'], ['lock', '\\blocks?\\b'], ['leash', 'leash|collar'], ['food', 'food'],
  ['tree', 'cat tree'], ['bowl', 'bowl|litter'], ['carrier', 'carrier'], ['bone', 'dog'],
  ['notebook', 'notebook|planner|sketchbook'], ['card', 'card'], ['pen', 'pen|pencil|marker'], ['palette', 'watercolor|craft|science|paint'],
  ['feeder', 'feeder|birdhouse'], ['stroller', 'stroller'], ['ring', 'teether'], ['stove', 'play kitchen'],
].map(([drawing, words]) => [drawing, new RegExp(words)]);

/** Return the name of the drawing for a category or a title; 'parcel' where nothing fits. */
export function drawingOf(category, title = '') {
  for (const text of [category, title]) {
    const lower = (text ?? '').toLowerCase();
    const found = lower && KINDS.find(([, words]) => words.test(lower));
    if (found) return found[0];
  }
  return 'parcel';
}
