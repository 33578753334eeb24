package com.hubify.identity.platform;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.parts.redis.RedisVersion;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** As a server has it: the private keys never leave OpenBao, and an AppRole may use them and nothing else. */
@OpenBaoServer
class OpenBaoSigningIT extends NewcomerContract {

    @TempDir
    static Path folder;

    private final OpenBao openBao;

    OpenBaoSigningIT(OpenBao openBao) {
        this.openBao = openBao;
    }

    @Override
    RedisVersion redis() {
        return RedisVersion.MACHINE;
    }

    @Override
    Map<String, String> signing() {
        return TransitSetUp.withNewKeys(openBao, folder);
    }
}
