/**
 * Open-set identification: how often strangers are taken for people of a gallery, and these missed.
 */
package org.voxmatrix.jobs.evaluate.openset;
