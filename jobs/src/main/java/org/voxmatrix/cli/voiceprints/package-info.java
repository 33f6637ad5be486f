/** Commands from recordings to scores. */
package org.voxmatrix.cli.voiceprints;
