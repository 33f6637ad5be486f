/** The job {@code model} and what it does. */
package org.voxmatrix.cli.models;
