/** Tests across features: whole flows as an application, a browser and Clerk's own SDK see them. */
@NullMarked
package com.hubify.clerk;

import org.jspecify.annotations.NullMarked;
