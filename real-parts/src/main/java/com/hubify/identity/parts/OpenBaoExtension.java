package com.hubify.identity.parts;

import com.hubify.identity.parts.openbao.OpenBao;

/** Hands a class its OpenBao, with an empty transit engine. */
final class OpenBaoExtension extends PartExtension<OpenBao> {

    OpenBaoExtension() {
        super(OpenBao.class, PartsOfClasses::openBao, OpenBao::freshTransit);
    }
}
