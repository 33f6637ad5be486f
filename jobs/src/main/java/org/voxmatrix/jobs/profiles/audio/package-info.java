/** Analyses recordings for profiles, and the rules that they must meet. */
package org.voxmatrix.jobs.profiles.audio;
