using FsCheck.Xunit;
using MarketoSync.Intake;

namespace MarketoSync.Tests.Intake;

public class KeyTableTests
{
    [Fact]
    public void A_key_that_was_set_is_found_with_its_last_position_and_no_other_is()
    {
        var table = new KeyTable();
        var hashes = new Random(3);
        var expected = new Dictionary<ulong, uint>();
        for (var i = 0u; i < 200_000; i++)
        {
            var hash = (ulong)hashes.NextInt64();
            table.Set(hash, i);
            expected[hash] = i;
        }

        foreach (var hash in expected.Keys.Take(50_000).ToArray())
            table.Set(hash, expected[hash] += 1_000_000);
        Assert.All(expected, pair => Assert.Equal(pair.Value, table.Find(pair.Key)));
        for (var i = 0; i < 10_000; i++)
            Assert.Equal(KeyTable.None, table.Find(~(ulong)hashes.NextInt64()));
    }

    [Property]
    public void Hashes_that_crowd_one_place_are_all_found(uint[] fingerprints, bool high)
    {
        // One segment, fingerprints side by side at its start or its end.
        var table = new KeyTable();
        var hashes = fingerprints.Select(f => high ? uint.MaxValue - f % 64 : f % 64).Distinct().Select(f => 0xABC0_0000_0000_0000UL | f).ToArray();
        for (var i = 0; i < hashes.Length; i++)
            table.Set(hashes[i], (uint)i);
        for (var i = 0; i < hashes.Length; i++)
            Assert.Equal((uint)i, table.Find(hashes[i]));
    }

    [Property]
    public void A_key_advances_but_from_a_position_that_is_fixed(byte[] keys, byte fixedFrom)
    {
        var table = new KeyTable();
        var expected = new Dictionary<ulong, uint>();
        for (var position = 0u; position < keys.Length; position++)
        {
            var hash = 0xABC0_0000_0000_0000UL | (keys[position] & 15UL);
            Assert.Equal(expected.GetValueOrDefault(hash, KeyTable.None), table.Advance(hash, position, fixedFrom));
            if (!expected.TryGetValue(hash, out var previous) || previous < fixedFrom)
                expected[hash] = position;
            Assert.Equal(expected[hash], table.Find(hash));
        }
    }

    [Fact]
    public void A_key_costs_at_most_twelve_bytes()
    {
        var table = new KeyTable();
        var hashes = new Random(5);
        for (var i = 1u; i <= 1_000_000; i++)
        {
            table.Set((ulong)hashes.NextInt64(long.MinValue, long.MaxValue), i);
            if (i % 50_000 == 0 && i >= 500_000)
                Assert.InRange(table.Bytes / (double)i, 8, 12);
        }
    }
}
