/**
 * The one gate to recordings: which files and stores they may be read from, that the file opened is
 * the file that was checked, and that none keeps its reader waiting for ever.
 */
package org.voxmatrix.access;
