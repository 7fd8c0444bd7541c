/** Where a network looked: Grad-CAM and Grad-CAM++ heat maps on the images' own grid, and their shares in and around the tumour. */
package org.petctflow.deep.explain;
