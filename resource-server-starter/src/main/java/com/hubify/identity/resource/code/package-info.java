/** Analysis of a service's class files: what is annotated, what is instantiated, and what calls what. */
@NullMarked
package com.hubify.identity.resource.code;

import org.jspecify.annotations.NullMarked;
