/** Brings a corpus to another model: voiceprints and profiles, both models side by side. */
package org.voxmatrix.jobs.upgrade;
