/** From scores to decisions: thresholds that know the gallery, the calibration and strangers. */
package org.voxmatrix.jobs.decision;
