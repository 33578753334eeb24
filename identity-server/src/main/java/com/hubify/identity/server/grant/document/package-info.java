/** The stored form of grants, independent of Java class names. */
@NullMarked
package com.hubify.identity.server.grant.document;

import org.jspecify.annotations.NullMarked;
