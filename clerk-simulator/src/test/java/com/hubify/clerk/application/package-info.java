@NullMarked
package com.hubify.clerk.application;

import org.jspecify.annotations.NullMarked;
