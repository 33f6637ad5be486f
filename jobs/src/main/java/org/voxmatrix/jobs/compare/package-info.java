/** Two sets of voiceprints to a score matrix or to hits. */
package org.voxmatrix.jobs.compare;
