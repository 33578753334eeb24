/** A service in a package whose name begins as a framework's does. */
@NullMarked
package org.springframework.samples.petclinic;

import org.jspecify.annotations.NullMarked;
