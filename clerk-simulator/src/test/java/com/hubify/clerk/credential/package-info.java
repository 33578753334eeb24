@NullMarked
package com.hubify.clerk.credential;

import org.jspecify.annotations.NullMarked;
