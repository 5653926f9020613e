/** What searches are about, by cluster. */

import { clusterPanels } from '../clusters.js';

export default {
  about: 'What shoppers look for, grouped by meaning and named in their own words.',
  panels: (context) => clusterPanels(context, { path: '/topics', title: 'Topics', noun: 'topics' }),
};
