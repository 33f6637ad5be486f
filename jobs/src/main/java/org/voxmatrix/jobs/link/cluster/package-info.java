/**
 * Groups of voiceprints: components of a graph of hits, and what linkage makes of one component.
 */
package org.voxmatrix.jobs.link.cluster;
