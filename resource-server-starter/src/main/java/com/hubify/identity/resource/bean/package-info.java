/**
 * The guard in front of annotated beans: which methods it can stand before, and where the start stops since it can't.
 */
@NullMarked
package com.hubify.identity.resource.bean;

import org.jspecify.annotations.NullMarked;
