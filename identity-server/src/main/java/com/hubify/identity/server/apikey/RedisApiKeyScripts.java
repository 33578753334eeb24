package com.hubify.identity.server.apikey;

import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;

/** Atomic steps of {@link RedisApiKeys}. */
final class RedisApiKeyScripts {

    /**
     * KEYS live, used, made; ARGV id, json, now, maximum, maximum per day, seconds per day; for a successor also id,
     * changes and json of the key it replaces. Adding the same document again succeeds, since the driver may repeat the
     * command.
     */
    static final RedisScript<String> ADD = RedisScript.of("""
            local live = redis.call('HGETALL', KEYS[1])
            local count = 0
            local replaced = 0
            for i = 1, #live, 2 do
              local readable, key = pcall(cjson.decode, live[i + 1])
              local known = readable and type(key) == 'table'
              local expires = known and key['expiresAt']
              if type(expires) == 'number' and expires <= tonumber(ARGV[3]) then
                redis.call('HDEL', KEYS[1], live[i])
                redis.call('HDEL', KEYS[2], live[i])
              elseif known and type(key['successor']) == 'string' then
                replaced = replaced + 1
              elseif live[i] ~= ARGV[7] then
                count = count + 1
              end
            end
            if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then return 'ADDED' end
            if ARGV[7] then
              local before = redis.call('HGET', KEYS[1], ARGV[7])
              if not before or tostring(cjson.decode(before)['changes'] or 0) ~= ARGV[8] then return 'OUTDATED' end
            end
            if math.max(count, ARGV[7] and replaced or 0) >= tonumber(ARGV[4]) then return 'TOO_MANY' end
            if tonumber(redis.call('GET', KEYS[3]) or '0') >= tonumber(ARGV[5]) then return 'TOO_MANY_A_DAY' end
            if redis.call('INCR', KEYS[3]) == 1 then redis.call('EXPIRE', KEYS[3], ARGV[6]) end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            if ARGV[7] then redis.call('HSET', KEYS[1], ARGV[7], ARGV[9]) end
            return 'ADDED'
            """, String.class);

    /** KEYS live; ARGV id, changes, json. Writing the same document again succeeds, since the driver may repeat the command. */
    static final RedisScript<Boolean> CHANGE = RedisScript.of("""
            local before = redis.call('HGET', KEYS[1], ARGV[1])
            if before == ARGV[3] then return true end
            if not before or tostring(cjson.decode(before)['changes'] or 0) ~= ARGV[2] then return false end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
            return true
            """, Boolean.class);

    /** KEYS live, used, revoked; ARGV id. */
    @SuppressWarnings("rawtypes")
    static final RedisScript<List> FIND = RedisScript.of("""
            local json = redis.call('HGET', KEYS[1], ARGV[1]) or redis.call('GET', KEYS[3])
            return { json, redis.call('HGET', KEYS[2], ARGV[1]) }
            """, List.class);

    /** KEYS live, used. Returns json and latest use alternately. */
    @SuppressWarnings("rawtypes")
    static final RedisScript<List> LIST = RedisScript.of("""
            local answer = {}
            local live = redis.call('HGETALL', KEYS[1])
            for i = 1, #live, 2 do
              answer[i] = live[i + 1]
              answer[i + 1] = redis.call('HGET', KEYS[2], live[i])
            end
            return answer
            """, List.class);

    /** KEYS live, used, revoked; ARGV id, json, seconds to keep it. */
    static final RedisScript<Boolean> REVOKE = RedisScript.of("""
            if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return false end
            redis.call('HDEL', KEYS[2], ARGV[1])
            redis.call('SET', KEYS[3], ARGV[2], 'EX', ARGV[3])
            return true
            """, Boolean.class);

    /** KEYS live, used; ARGV id, time, grain. */
    static final RedisScript<Boolean> NOTE_USE = RedisScript.of("""
            if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return false end
            local known = redis.call('HGET', KEYS[2], ARGV[1])
            if known and tonumber(ARGV[2]) - tonumber(known) < tonumber(ARGV[3]) then return false end
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
            return true
            """, Boolean.class);

    private RedisApiKeyScripts() {}
}
