using FsCheck;
using FsCheck.Xunit;
using MarketoSync.Orchestration;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Orchestration;

/// <summary>What holds of a run whatever is combined: the model checks each call and each report of it.</summary>
public class CombinationTests
{
    [Property(MaxTest = 600)]
    public void Whatever_is_combined_a_run_ends_with_each_record_settled_once(DoNotSize<int> seed)
    {
        var course = new RunCourse(seed.Item, cancels: false);
        Assert.Equal(RunState.Completed, course.Follow().State);
        Assert.All(course.Model.Settled, times => Assert.Equal(1, times));
        Assert.Empty(course.Model.Reports[^1].Unsure);
        Assert.InRange(course.Model.Reports.Count(IsForTolerance), 0, 1);
    }

    [Property(MaxTest = 600)]
    public void Whenever_it_is_cancelled_a_run_ends_and_gives_Marketo_nothing_more(DoNotSize<int> seed)
    {
        var course = new RunCourse(seed.Item, cancels: true);
        Assert.NotEqual(RunState.Stopped, course.Follow().State);
        var after = course.Model.Course.Skip(course.BegunAtCancel);
        if (!course.Model.FinishesImports) Assert.Empty(after);
        Assert.DoesNotContain(after, step => step.Contains("Send", StringComparison.Ordinal) || step.Contains("LookUp", StringComparison.Ordinal));
    }

    [Property(MaxTest = 200)]
    public void Where_Marketo_answers_a_cancelled_run_by_files_leaves_no_file_behind_whatever_else_it_was_about_to_stop_for(DoNotSize<int> seed, byte most, byte calls)
    {
        var model = new RunModel(300, seed.Item)
        {
            MostImports = 3, FinishesImports = true, Tolerance = new Tolerance(most % 50, IsShare: false), IsSkipped = position => position % 3 == 0,
        };
        var context = new ContextInMemory(model);
        var run = SyncOrchestration.RunAsync(context, model.Input);
        context.Run(run, until: () => model.InFlight > 0 && model.Begun >= calls % 30 && model.Settled.Sum() / 3 > most % 50);
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));
        Assert.Null(model.Reports[^1].Importing);
    }

    public static TheoryData<string, int> Codes()
    {
        var codes = new TheoryData<string, int>();
        foreach (var code in ErrorRules.Codes.Append("1234").Append("a word"))
        {
            codes.Add(code, 0);
            codes.Add(code, 3);
        }

        return codes;
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_fault_that_never_ends_ends_the_run_or_is_waited_for(string code, int mostImports)
    {
        // The pause for what many calls at a time bring about is the budget's, which the activities keep to.
        if (ErrorRules.For(code).Remedy == Remedy.Throttle) return;

        var model = new RunModel(60, 1) { Script = call => call > 7 ? code : null, MostImports = mostImports, FinishesImports = mostImports > 0 };
        var context = new ContextInMemory(model);
        var run = SyncOrchestration.RunAsync(context, model.Input);
        var hours = 0;
        for (var (begin, calls) = (context.Now, 0); hours < 48 && !context.Run(run, until: () => context.Now > begin.AddHours(1)) && model.Reports.Count == 0; hours++)
        {
            Assert.InRange(model.Calls - calls, 0, 150);
            (begin, calls) = (context.Now, model.Calls);
        }

        if (hours == 48) Assert.Contains(ErrorRules.For(code).Remedy, new[] { Remedy.WaitForQuota, Remedy.WaitForSlot });
    }

    [Property(MaxTest = 200)]
    public void A_run_and_each_of_its_generations_does_the_same_again_from_its_history(DoNotSize<int> seed, bool cancels)
    {
        var course = new RunCourse(seed.Item, cancels);
        course.Follow();
        course.CheckReplay();
    }

    private static bool IsForTolerance(ReportInput report) => report.StopReason?.Contains("that may be", StringComparison.Ordinal) == true;
}
