/**
 * How a wrong setting is found and told: properties below {@code hubify} that are not known stop the start, and one sentence
 * names the property.
 */
@NullMarked
package com.hubify.identity.settings;

import org.jspecify.annotations.NullMarked;
