/** What a person sees of a report. */
package org.voxmatrix.browser;
