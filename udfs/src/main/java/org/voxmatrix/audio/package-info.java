/** From the bytes of a recording to samples: what is in the file decides, not its name. */
package org.voxmatrix.audio;
