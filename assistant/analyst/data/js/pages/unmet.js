/** What was asked for and not carried, by cluster. */

import { clusterPanels } from '../clusters.js';

const KINDS = [[null, 'All'], ['zero', 'Nothing found'], ['relaxed', 'Relaxed'], ['brand', 'Brands'], ['category', 'Categories']];

export default {
  about: 'What shoppers asked for and the catalog did not have. Choose a bar for its days, queries and conversations.',
  panels: (context) => clusterPanels(context, { path: '/unmet', title: 'Asked for and not carried', noun: 'clusters', kinds: KINDS }),
};
