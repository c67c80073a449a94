using FsCheck;
using FsCheck.Xunit;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Orchestration;

/// <summary>What holds of a run whatever is combined: the model checks each call and each report of it.</summary>
public class CombinationTests
{
    [Property(MaxTest = 400)]
    public void Whatever_is_combined_a_run_ends_with_each_record_settled_once(DoNotSize<int> seed)
    {
        var course = new RunCourse(seed.Item, cancels: false);
        Assert.Equal(RunState.Completed, course.Follow().State);
        Assert.All(course.Model.Settled, times => Assert.Equal(1, times));
        Assert.Empty(course.Model.Reports[^1].Unsure);
        Assert.InRange(course.Model.Reports.Count(IsForTolerance), 0, 1);
    }

    [Property(MaxTest = 400)]
    public void Whenever_it_is_cancelled_a_run_ends_and_gives_Marketo_nothing_more(DoNotSize<int> seed)
    {
        var course = new RunCourse(seed.Item, cancels: true);
        Assert.NotEqual(RunState.Stopped, course.Follow().State);
        var after = course.Model.Course.Skip(course.BegunAtCancel);
        if (!course.Model.FinishesImports) Assert.Empty(after);
        Assert.DoesNotContain(after, step => step.Contains("Send", StringComparison.Ordinal) || step.Contains("LookUp", StringComparison.Ordinal));
    }

    [Property(MaxTest = 150)]
    public void A_run_and_each_of_its_generations_does_the_same_again_from_its_history(DoNotSize<int> seed, bool cancels)
    {
        var course = new RunCourse(seed.Item, cancels);
        course.Follow();
        course.CheckReplay();
    }

    internal static bool IsForTolerance(ReportInput report) => report.StopReason?.Contains("that may be", StringComparison.Ordinal) == true;
}
