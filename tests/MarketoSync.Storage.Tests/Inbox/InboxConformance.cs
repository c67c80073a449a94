using System.Text;
using MarketoSync.Inbox;
using MarketoSync.TestSupport;

namespace MarketoSync.Storage.Tests.Inbox;

/// <summary>What every inbox keeps to, whatever it keeps files in.</summary>
public abstract class InboxConformance
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly byte[] s_report = """{"run":"r1"}"""u8.ToArray();

    protected abstract IInbox Inbox { get; }

    [ConformanceFact]
    public async Task An_inbox_that_was_not_there_is_empty_and_can_be_filled()
    {
        Assert.Empty(await NamesAsync());
        Assert.Null(await Inbox.FindAsync("people.csv", None));
        await PutAsync("people.csv", "email");
        Assert.Equal(["people.csv"], await NamesAsync());
    }

    [ConformanceFact]
    public async Task Files_are_listed_in_ordinal_order_with_those_in_folders()
    {
        foreach (var name in new[] { "b.csv", "a/2.csv", "a.csv", "B.csv", "a/1/x.csv", "a-b.csv", "archived.csv" })
            await PutAsync(name, "email");
        Assert.Equal(["B.csv", "a-b.csv", "a.csv", "a/1/x.csv", "a/2.csv", "archived.csv", "b.csv"], await NamesAsync());
    }

    [ConformanceTheory]
    [InlineData("archive/people.csv")]
    [InlineData("failed/people.csv")]
    [InlineData(".hidden.csv")]
    [InlineData(".folder/people.csv")]
    [InlineData("people.csv.part")]
    [InlineData("people.csv.tmp")]
    [InlineData("sub/people.TMP")]
    public async Task What_is_filed_away_hidden_or_unfinished_is_not_there(string name)
    {
        await PutAsync(name, "email");
        Assert.Empty(await NamesAsync());
        Assert.Null(await Inbox.FindAsync(name, None));
    }

    [ConformanceTheory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../other.csv")]
    [InlineData("sub/../../other.csv")]
    [InlineData("/etc/hosts")]
    [InlineData("sub//people.csv")]
    [InlineData("sub/")]
    [InlineData("a\0b")]
    public async Task A_name_that_is_no_file_of_the_inbox_finds_nothing(string name)
    {
        await PutAsync("sub/people.csv", "email");
        Assert.Null(await Inbox.FindAsync(name, None));
    }

    [ConformanceTheory]
    [InlineData("people.csv")]
    [InlineData("sub folder/Zoë #1 100%.csv")]
    public async Task A_file_is_found_as_it_is_listed_and_opened(string name)
    {
        await PutAsync(name, "email");
        var listed = await SingleAsync();
        Assert.Equal(name, listed.Name);
        Assert.Equal(5, listed.Bytes);
        Assert.Equal(listed, await Inbox.FindAsync(name, None));
        Assert.Equal("email", await TextAsync(listed));
    }

    [ConformanceFact]
    public async Task An_empty_file_is_a_file()
    {
        await PutAsync("people.csv", "");
        Assert.Equal("", await TextAsync(await SingleAsync()));
    }

    [ConformanceFact]
    public async Task A_file_that_was_replaced_is_another_version_and_the_old_one_is_not_opened()
    {
        await PutAsync("people.csv", "old");
        var old = await SingleAsync();
        await PutAsync("people.csv", "newer");
        var current = await SingleAsync();
        Assert.NotEqual(old.Version, current.Version);
        Assert.Null(await Inbox.OpenAsync(old, None));
        Assert.Equal("newer", await TextAsync(current));
    }

    [ConformanceFact]
    public async Task A_file_that_is_gone_is_not_opened()
    {
        await PutAsync("people.csv", "old");
        var file = await SingleAsync();
        await RemoveAsync("people.csv");
        Assert.Null(await Inbox.OpenAsync(file, None));
    }

    [ConformanceTheory]
    [InlineData("people.csv", IInbox.Archive, "archive/people.r1.csv")]
    [InlineData("sub folder/Zoë #1 100%.csv", IInbox.Archive, "archive/sub folder/Zoë #1 100%.r1.csv")]
    [InlineData("people", IInbox.Failed, "failed/people.r1")]
    [InlineData("people.v2.ndjson", IInbox.Failed, "failed/people.v2.r1.ndjson")]
    public async Task A_file_is_filed_away_with_its_report_beside_it(string name, string place, string filed)
    {
        await PutAsync(name, "email");
        await Inbox.FileAwayAsync(await SingleAsync(), place, "r1", s_report, None);
        Assert.Empty(await NamesAsync());
        Assert.Equal("email", await StoredAsync(filed));
        Assert.Equal("""{"run":"r1"}""", await StoredAsync(filed + ".report.json"));
    }

    [ConformanceFact]
    public async Task Filing_away_again_changes_nothing()
    {
        await PutAsync("people.csv", "email");
        var file = await SingleAsync();
        await Inbox.FileAwayAsync(file, IInbox.Archive, "r1", s_report, None);
        await Inbox.FileAwayAsync(file, IInbox.Archive, "r1", s_report, None);
        Assert.Equal("email", await StoredAsync("archive/people.r1.csv"));
        Assert.Equal(2, await CountStoredAsync());
    }

    [ConformanceFact]
    public async Task Filing_away_finishes_what_a_crash_left_half_done()
    {
        await PutAsync("people.csv", "email");
        var file = await SingleAsync();
        await PutAsync("archive/people.r1.csv", "ema");
        await Inbox.FileAwayAsync(file, IInbox.Archive, "r1", s_report, None);
        Assert.Empty(await NamesAsync());
        Assert.Equal("email", await StoredAsync("archive/people.r1.csv"));
    }

    [ConformanceFact]
    public async Task A_file_that_was_replaced_meanwhile_stays()
    {
        await PutAsync("people.csv", "old");
        var old = await SingleAsync();
        await PutAsync("people.csv", "newer");
        await Inbox.FileAwayAsync(old, IInbox.Archive, "r1", s_report, None);
        Assert.Equal("newer", await TextAsync(await SingleAsync()));
    }

    [ConformanceFact]
    public async Task The_same_name_twice_is_filed_away_under_two_names()
    {
        foreach (var run in new[] { "r1", "r2" })
        {
            await PutAsync("people.csv", run);
            await Inbox.FileAwayAsync(await SingleAsync(), IInbox.Archive, run, s_report, None);
        }

        Assert.Equal("r1", await StoredAsync("archive/people.r1.csv"));
        Assert.Equal("r2", await StoredAsync("archive/people.r2.csv"));
    }

    /// <summary>Puts a file there as a user does.</summary>
    protected abstract Task PutAsync(string name, string text);

    protected abstract Task RemoveAsync(string name);

    /// <summary>What is kept under a name, also of files that are filed away.</summary>
    protected abstract Task<string> StoredAsync(string name);

    protected abstract Task<int> CountStoredAsync();

    private async Task<InboxFile> SingleAsync() => Assert.Single(await Inbox.ListAsync(None).ToListAsync());

    private async Task<List<string>> NamesAsync() => await Inbox.ListAsync(None).Select(file => file.Name).ToListAsync();

    private async Task<string> TextAsync(InboxFile file)
    {
        await using var stream = await Inbox.OpenAsync(file, None);
        using var reader = new StreamReader(stream!, Encoding.UTF8);
        return await reader.ReadToEndAsync(None);
    }
}
