/** Analyzes recordings of profiles, and the rules that a recording may break. */
package org.voxmatrix.jobs.profiles.audio;
