package com.hubify.identity.parts;

/** Hands a class its OpenBao, with an empty transit engine. */
final class OpenBaoExtension extends PartExtension<OpenBao> {

    OpenBaoExtension() {
        super(OpenBao.class, PartsOfClasses::openBao, OpenBao::freshTransit);
    }
}
