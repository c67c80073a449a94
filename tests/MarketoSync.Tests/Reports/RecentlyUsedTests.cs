using MarketoSync.Reports;

namespace MarketoSync.Tests.Reports;

public sealed class RecentlyUsedTests
{
    [Fact]
    public void What_was_used_longest_ago_goes_first()
    {
        var recent = new RecentlyUsed<string>(maxBytes: 20);
        recent.Add(1, "one", 10);
        recent.Add(2, "two", 10);
        recent.Find(1);
        recent.Add(3, "three", 10);

        Assert.Equal(("one", null, "three"), (recent.Find(1), recent.Find(2), recent.Find(3)));
    }

    [Fact]
    public void One_that_is_larger_than_the_limit_stays_until_the_next()
    {
        var recent = new RecentlyUsed<string>(maxBytes: 20);
        recent.Add(1, "large", 100);
        Assert.Equal("large", recent.Find(1));

        recent.Add(2, "small", 1);
        Assert.Equal((null, "small"), (recent.Find(1), recent.Find(2)));
    }
}
