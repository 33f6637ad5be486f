/** Score matrices as people look at them. */
package org.voxmatrix.report;
