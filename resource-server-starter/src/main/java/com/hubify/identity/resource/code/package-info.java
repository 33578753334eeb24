/**
 * The class files of a service: what is annotated, which code makes objects of it, and who calls what.
 */
@NullMarked
package com.hubify.identity.resource.code;

import org.jspecify.annotations.NullMarked;
