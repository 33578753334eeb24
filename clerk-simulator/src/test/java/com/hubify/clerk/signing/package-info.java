@NullMarked
package com.hubify.clerk.signing;

import org.jspecify.annotations.NullMarked;
