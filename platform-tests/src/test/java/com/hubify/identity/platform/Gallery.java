package com.hubify.identity.platform;

import com.hubify.identity.parts.chromium.Chromium;
import java.nio.file.Path;

/** Pictures of pages for people to look at: light, dark, and as wide as a phone. */
final class Gallery {

    private static final Path FOLDER = Path.of("target", "screenshots");

    private final Chromium chromium;

    Gallery(Chromium chromium) {
        this.chromium = chromium;
    }

    void take(String name) {
        chromium.window(1280, 900).dark(false).screenshot(FOLDER.resolve(name + "-light.png"));
        chromium.dark(true).screenshot(FOLDER.resolve(name + "-dark.png"));
        chromium.window(390, 844).screenshot(FOLDER.resolve(name + "-phone-dark.png"));
        chromium.dark(false).screenshot(FOLDER.resolve(name + "-phone-light.png"));
        chromium.window(1280, 900);
    }
}
