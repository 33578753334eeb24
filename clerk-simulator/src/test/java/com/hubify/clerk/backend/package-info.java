/** The Backend API's subset, judged by what Clerk documents. */
@NullMarked
package com.hubify.clerk.backend;

import org.jspecify.annotations.NullMarked;
