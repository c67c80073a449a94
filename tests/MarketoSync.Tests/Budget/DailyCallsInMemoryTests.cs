using MarketoSync.Budget;

namespace MarketoSync.Tests.Budget;

public class DailyCallsInMemoryTests
{
    [Fact]
    public void Each_day_is_counted_from_zero()
    {
        var (today, tomorrow) = (new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 21));
        var calls = new DailyCallsInMemory();
        calls.Add(today);
        calls.Add(today);
        Assert.Equal((2, 0), (calls.Count(today), calls.Count(tomorrow)));
        calls.Add(tomorrow);
        Assert.Equal(1, calls.Count(tomorrow));
    }
}
