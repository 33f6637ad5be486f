/** Score matrices as tables and pictures. */
package org.voxmatrix.report;
