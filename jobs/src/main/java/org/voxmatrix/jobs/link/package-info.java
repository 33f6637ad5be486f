/**
 * Who is the same person across the recordings of a set: hits of a comparison, their connected
 * components, and what linkage makes of each; ids that stay from run to run.
 */
package org.voxmatrix.jobs.link;
