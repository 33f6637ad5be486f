/** What is heard in the audio of a profile, and the rules that audio may break. */
package org.voxmatrix.jobs.profiles.audio;
