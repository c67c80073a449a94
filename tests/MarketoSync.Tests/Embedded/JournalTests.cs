using MarketoSync.Embedded;

namespace MarketoSync.Tests.Embedded;

public sealed class JournalTests : IDisposable
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;

    private string PathOf => Path.Combine(_folder, "journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_appended_is_found_on_opening_in_order()
    {
        Append(Event("a"), Event("bü"));
        Append(Event("c"));
        Assert.Equal(["a", "bü", "c"], Names());
    }

    [Fact]
    public void Torn_at_any_byte_of_its_last_event_it_holds_the_others_and_goes_on_behind_them()
    {
        Append(Event("a"), Event("b"));
        var two = new FileInfo(PathOf).Length;
        Append(Event("c"));
        var whole = File.ReadAllBytes(PathOf);
        for (var length = (int)two; length < whole.Length; length++)
        {
            File.WriteAllBytes(PathOf, whole[..length]);
            Append(Event("d"));
            Assert.Equal(["a", "b", "d"], Names());
        }
    }

    [Fact]
    public void A_last_event_that_is_not_what_was_written_is_none()
    {
        Append(Event("a"), Event("b"));
        var bytes = File.ReadAllBytes(PathOf);
        bytes[^10] ^= 1;
        File.WriteAllBytes(PathOf, bytes);
        Assert.Equal(["a"], Names());
    }

    [Fact]
    public void Damage_before_the_last_event_is_told_and_nothing_is_changed()
    {
        Append(Event("a"), Event("b"), Event("c"));
        var bytes = File.ReadAllBytes(PathOf);
        for (var position = 0; position < bytes.Length / 2; position += 7)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[position] ^= 1;
            File.WriteAllBytes(PathOf, damaged);
            Assert.Throws<InvalidDataException>(() => Journal.TryOpen(PathOf));
            Assert.Equal(damaged, File.ReadAllBytes(PathOf));
        }
    }

    [Fact]
    public void While_it_is_open_nobody_else_can_open_it()
    {
        using (var open = Journal.TryOpen(PathOf))
        {
            Assert.NotNull(open);
            Assert.Null(Journal.TryOpen(PathOf));
        }

        using var again = Journal.TryOpen(PathOf);
        Assert.NotNull(again);
    }

    private static JournalEvent Event(string name) => new(JournalEventKind.Event, s_at, Name: name);

    private void Append(params JournalEvent[] events)
    {
        using var journal = Journal.TryOpen(PathOf)!;
        journal.Append(events);
    }

    private IEnumerable<string?> Names()
    {
        using var journal = Journal.TryOpen(PathOf)!;
        return journal.Past.Select(happened => happened.Name);
    }
}
