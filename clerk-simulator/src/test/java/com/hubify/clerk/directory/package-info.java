@NullMarked
package com.hubify.clerk.directory;

import org.jspecify.annotations.NullMarked;
