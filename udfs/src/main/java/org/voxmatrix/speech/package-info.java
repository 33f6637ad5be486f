/** Where the speech is, how much there is of it, and how far it stands above the noise. */
package org.voxmatrix.speech;
