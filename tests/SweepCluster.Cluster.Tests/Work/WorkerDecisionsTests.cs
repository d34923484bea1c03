using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Tests.Simulation;
using SweepCluster.Cluster.Work;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Work;

public sealed class WorkerDecisionsTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Lease Lease =
        new(1, new TrialRange(3, 5), 1, new SlotRequest("node", 0, 1), Noon, Noon.AddSeconds(15));

    private static readonly WorkerInputs.Tick Tick = new();

    private static readonly WorkerProtocol.PackGranted Queued =
        new("example", Lease, SimulatedTrials.InTurn(Example.Spec()), "f", null);

    private static readonly WorkerProtocol.PackGranted Pack = new("example", Lease, Example.Spec(), "f", null);

    [Fact]
    public void Results_are_sent_in_parts_each_when_the_one_before_is_recorded()
    {
        var step = Reporting();
        Assert.Equal([3, 4], PlacesOf(step));
        step = Recorded(step, 3);
        Assert.Equal([5, 6], PlacesOf(step));
        step = Recorded(step, 5);
        Assert.Equal([7], PlacesOf(step.Effects[0]));
    }

    [Fact]
    public void A_slot_asks_for_its_next_pack_with_its_last_results_before_they_are_recorded()
    {
        var step = Recorded(Recorded(Reporting(), 3), 5);
        Assert.Equal(2, step.Effects.Length);
        Assert.Equal(2, Assert.IsType<WorkerProtocol.PullPack>(Message(step.Effects[1])).SlotRequest.Pull);
        step = WorkerDecisions.Decide(step.State, Next(step.State));
        Assert.IsType<WorkerEffects.Train>(Assert.Single(step.Effects));

        Assert.Equal([7], PlacesOf(Later(step, 8)));
        Assert.Empty(Later(Recorded(step, 7), 8).Effects);
    }

    [Fact]
    public void A_slot_with_two_unconfirmed_packs_asks_for_no_third()
    {
        var (step, second) = Ahead();
        Assert.Equal(second, Assert.IsType<WorkerProtocol.ReportPack>(Said(step)).Lease);

        Assert.Empty(WorkerDecisions.Decide(step.State, new WorkerProtocol.Recorded("example", second, 0)).Effects);
        Assert.Equal(3, Assert.IsType<WorkerProtocol.PullPack>(Said(Recorded(step, 3))).SlotRequest.Pull);
    }

    [Fact]
    public void A_slot_whose_second_pack_is_confirmed_first_asks_for_a_third()
    {
        var (step, second) = Ahead();
        step = WorkerDecisions.Decide(step.State, new WorkerProtocol.Recorded("example", second, second.Range.Start));

        Assert.Equal(3, Assert.IsType<WorkerProtocol.PullPack>(Said(step)).SlotRequest.Pull);
        Assert.Empty(Recorded(step, 3).Effects);
    }

    [Fact]
    public void Results_that_nobody_waits_for_are_not_sent_again()
    {
        var step = WorkerDecisions.Decide(Ahead().Step.State, new WorkerProtocol.LeaseLost("example", Lease));

        Assert.Empty(step.State.Finishing.Where(slot => slot.Holds("example", Lease)));
        Assert.Equal(3, Assert.IsType<WorkerProtocol.PullPack>(Said(step)).SlotRequest.Pull);
    }

    [Fact]
    public void A_repeated_grant_is_not_handed_back_after_its_results_were_sent() =>
        Assert.Empty(WorkerDecisions.Decide(Ahead().Step.State, Pack).Effects);

    [Fact]
    public void A_node_that_leaves_waits_until_its_last_results_are_recorded()
    {
        var step = WorkerDecisions.Decide(Whole(), new WorkerInputs.Leave());
        Assert.Empty(step.Effects);

        Assert.Equal([new WorkerEffects.Left()], Recorded(step, 3).Effects);
    }

    [Fact]
    public void A_repeated_confirmation_of_one_part_does_not_confirm_the_next()
    {
        var step = Recorded(Recorded(Reporting(), 3), 3);

        Assert.Empty(step.Effects);
        Assert.Equal([5, 6], PlacesOf(Later(step, 8)));
    }

    [Fact]
    public void Unconfirmed_results_are_sent_again_less_and_less_often() =>
        Assert.Equal([8, 24, 40, 56], SaidAgain(Reporting(), 64));

    [Fact]
    public void A_pack_that_is_handed_back_is_sent_again_at_the_next_tick()
    {
        var training = WorkerDecisions.Decide(WorkerState.New("node", 1), Pack).State;

        Assert.Equal([1, 3, 7], SaidAgain(WorkerDecisions.Decide(training, new WorkerInputs.Leave()), 8));
    }

    [Fact]
    public void A_pull_is_sent_again_often_enough_for_a_new_coordinator()
    {
        Assert.Equal([1, 3, 7, 11, 15], SaidAgain(WorkerDecisions.Begin(WorkerState.New("node", 1)), 16));
    }

    [Fact]
    public void A_trial_larger_than_the_limit_is_a_part_of_its_own()
    {
        var state = WorkerState.New("node", 1) with { PartBytes = 1 };
        var step = WorkerDecisions.Decide(WorkerDecisions.Decide(state, Pack).State, Trained(Lease));

        Assert.Equal([3], PlacesOf(step));
    }

    [Fact]
    public void If_only_the_first_packs_of_a_lease_are_trained_its_last_report_leaves_the_rest()
    {
        var state = WorkerDecisions.Decide(WorkerState.New("node", 1) with { PartBytes = 300 }, Pack).State;
        var first = WorkerDecisions.Decide(state, Trained(Lease, 3));
        Assert.Equal((false, 5.0 / 3), LeftAndSeconds(first));
        var last = Recorded(first, 3);

        Assert.Equal([5], PlacesOf(last.Effects[0]));
        Assert.Equal((true, 5.0 / 3), LeftAndSeconds(last));
        Assert.IsType<WorkerProtocol.PullPack>(Message(last.Effects[1]));
    }

    [Fact]
    public void A_node_warns_once_of_a_coordinator_that_does_not_understand_it_and_asks_again()
    {
        var unfit = new WorkerProtocol.Unfit(Lease.Holder, new ProtocolRange(7, 8));
        var first = WorkerDecisions.Decide(WorkerState.New("node", 1), unfit);
        var again = WorkerDecisions.Decide(first.State, unfit);

        Assert.Equal(
            "worker node speaks protocol 1 to 5, its coordinator 7 to 8: update the worker",
            Assert.IsType<WorkerEffects.Warn>(Assert.Single(first.Effects)).Line);
        Assert.Empty(again.Effects);
        Assert.IsType<WorkerProtocol.PullPack>(Said(WorkerDecisions.Decide(again.State, Tick)));
    }

    [Fact]
    public void A_lease_is_renewed_while_its_results_are_being_reported()
    {
        var step = WorkerDecisions.Decide(Reporting().State, new WorkerInputs.RenewalDue());

        Assert.Equal(Lease, Assert.IsType<WorkerProtocol.RenewLease>(Said(step)).Lease);
    }

    [Fact]
    public void A_renewal_carries_the_newest_checkpoint()
    {
        var state = WorkerDecisions.Decide(WorkerState.New("node", 1), Pack).State;
        var checkpoint = SimulatedTrials.CheckpointOf(Lease.Range, 3);
        state = WorkerDecisions.Decide(state, new WorkerInputs.GotAhead("example", Lease, checkpoint)).State;
        var step = WorkerDecisions.Decide(state, new WorkerInputs.RenewalDue());

        Assert.Same(checkpoint, Assert.IsType<WorkerProtocol.RenewLease>(Said(step)).Checkpoint);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failure_is_told_after_the_last_checkpoint_if_the_next_attempt_goes_on_from_it(bool isProgram)
    {
        var program = new ProgramSpec { Metric = "v", Direction = Direction.Minimize, Run = ["true"], Folder = "/" };
        var spec = isProgram ? Example.Spec() with { Objective = program } : Example.Spec();
        var state = WorkerDecisions.Decide(WorkerState.New("node", 1), Pack with { Spec = spec }).State;
        var checkpoint = SimulatedTrials.CheckpointOf(Lease.Range, 3);
        state = WorkerDecisions.Decide(state, new WorkerInputs.GotAhead("example", Lease, checkpoint)).State;
        var step = WorkerDecisions.Decide(state, new WorkerInputs.Failed("example", Lease, "exit status 1"));

        var said = step.Effects.Select(Message).ToList();
        if (isProgram)
            Assert.Same(checkpoint, Assert.IsType<WorkerProtocol.RenewLease>(said[0]).Checkpoint);
        Assert.IsType<WorkerProtocol.ReportFailure>(said[^1]);
        Assert.Equal(isProgram ? 2 : 1, said.Count);
    }

    [Fact]
    public void A_lost_lease_is_recognized_even_with_another_deadline()
    {
        var state = WorkerDecisions.Decide(WorkerState.New("node", 1), Pack).State;
        var renewed = Lease with { Deadline = Noon.AddMinutes(1) };
        var step = WorkerDecisions.Decide(state, new WorkerProtocol.LeaseLost("example", renewed));

        Assert.Equal(new WorkerEffects.Stop(0), step.Effects[0]);
        Assert.True(step.State.Slots[0].IsFree);
    }

    [Fact]
    public void A_slot_that_is_asked_for_part_of_its_pack_gives_it_up_and_reports_the_rest()
    {
        var state = Training();
        var ask = WorkerDecisions.Decide(state, new WorkerProtocol.SplitPack("example", Lease, 2, 0.5));
        Assert.Equal(new WorkerEffects.Split(0, 2, 0.5), Assert.Single(ask.Effects));
        var given = WorkerDecisions.Decide(ask.State, GaveUp);
        var yield = Assert.IsType<WorkerProtocol.YieldPart>(Said(given));
        Assert.Equal((Kept, new TrialRange(6, 2)), (yield.Lease, yield.Rest!.Range));
        var trained = WorkerDecisions.Decide(given.State, Trained(Kept));
        var report = Assert.IsType<WorkerProtocol.ReportPack>(Message(trained.Effects[0]));

        Assert.Equal((Kept, false), (report.Lease, report.LeavesRest));
    }

    [Fact]
    public void A_yield_is_sent_with_each_renewal_until_it_is_recorded()
    {
        var state = WorkerDecisions.Decide(Training(), GaveUp).State;
        var again = WorkerDecisions.Decide(state, new WorkerInputs.RenewalDue());
        Assert.Equal(
            [typeof(WorkerProtocol.RenewLease), typeof(WorkerProtocol.YieldPart)],
            again.Effects.Select(effect => Message(effect).GetType()));
        Assert.Empty(WorkerDecisions.Decide(state, new WorkerProtocol.SplitPack("example", Kept, 2, 0.5)).Effects);

        state = WorkerDecisions.Decide(state, new WorkerProtocol.Recorded("example", Kept, 6)).State;
        Assert.IsType<WorkerProtocol.RenewLease>(Said(WorkerDecisions.Decide(state, new WorkerInputs.RenewalDue())));
        Assert.Single(WorkerDecisions.Decide(state, new WorkerProtocol.SplitPack("example", Lease, 2, 0.5)).Effects);
    }

    [Fact]
    public void A_slot_that_does_not_train_is_not_split_and_gives_nothing_up()
    {
        var split = new WorkerProtocol.SplitPack("example", Lease, 2, 0.5);

        Assert.Empty(WorkerDecisions.Decide(Reporting().State, split).Effects);
        Assert.Empty(WorkerDecisions.Decide(Reporting().State, GaveUp).Effects);
        Assert.Empty(WorkerDecisions.Decide(WorkerState.New("node", 1), split).Effects);
    }

    [Fact]
    public void A_slot_tells_its_progress_until_the_node_leaves()
    {
        var progressed = new WorkerInputs.Progressed("example", Lease, new LeaseProgress(1, 0.5, 3));
        var leaving = WorkerDecisions.Decide(Training(), new WorkerInputs.Leave()).State;

        Assert.Equal(
            new WorkerProtocol.TellProgress("example", Lease, progressed.Progress),
            Said(WorkerDecisions.Decide(Training(), progressed)));
        Assert.Empty(WorkerDecisions.Decide(leaving, progressed).Effects);
    }

    [Fact]
    public void The_yield_of_a_lost_lease_is_not_sent_again()
    {
        var state = WorkerDecisions.Decide(Training(), GaveUp).State;
        var lost = WorkerDecisions.Decide(state, new WorkerProtocol.LeaseLost("example", Lease));

        Assert.Equal(new WorkerEffects.Stop(0), lost.Effects[0]);
        Assert.Empty(WorkerDecisions.Decide(lost.State, new WorkerInputs.RenewalDue()).Effects);
    }

    [Fact]
    public void A_checkpoint_of_three_times_the_share_of_a_renewal_goes_with_every_third_renewal()
    {
        var share = CheckpointLimits.Networked.BytesPerInterval;
        var large = SimulatedTrials.CheckpointOf(Lease.Range, 4000);
        Assert.InRange(large.Bytes, (2 * share) + 1, 3 * share);
        var step = WorkerDecisions.Decide(WorkerState.New("node", 1), Pack with { Checkpoint = large });
        var told = new List<int>();
        for (var renewal = 1; renewal <= 7; renewal++)
        {
            step = WorkerDecisions.Decide(step.State, new WorkerInputs.RenewalDue());
            if (Assert.IsType<WorkerProtocol.RenewLease>(Said(step)).Checkpoint is not null)
                told.Add(renewal);
        }

        Assert.Equal([3, 6], told);
    }

    [Fact]
    public void A_node_that_lacks_something_fails_no_trials_and_tries_the_sweep_again_less_and_less_often()
    {
        var step = new WorkerStep(Training(), []);
        var tries = new List<int>();
        for (var (tick, lease) = (0, Lease); tick < 200;)
        {
            step = WorkerDecisions.Decide(step.State, new WorkerInputs.Hampered("example", lease, "the disk is full"));
            Assert.Equal(lease, step.Effects.OfType<WorkerEffects.Say>().Select(say => say.Message)
                .OfType<WorkerProtocol.HandBack>().Single().Lease);
            Assert.Equal(tries.Count == 0 ? 1 : 0, step.Effects.OfType<WorkerEffects.Warn>().Count());
            step = WorkerDecisions.Decide(step.State, new WorkerProtocol.Recorded("example", lease, lease.Range.Start));
            var pull = Assert.IsType<WorkerProtocol.PullPack>(Said(step));
            Assert.Equal(("example", "the disk is full"), (Assert.Single(pull.Avoids), pull.Problem));
            for (; Avoids(step.State); tick++)
                step = WorkerDecisions.Decide(step.State, Tick);
            tries.Add(tick);
            lease = Next(step.State).Lease;
            step = WorkerDecisions.Decide(step.State, Next(step.State));
        }

        Assert.Equal([2, 6, 14, 30, 62, 122, 182, 242], tries);
        step = WorkerDecisions.Decide(step.State, Trained(step.State.Slots[0].Pack!.Lease));
        Assert.Single(step.Effects.OfType<WorkerEffects.Warn>());
        Assert.Equal("", step.State.Problem);
    }

    [Fact]
    public void While_one_slot_tries_a_sweep_again_the_others_leave_it_alone()
    {
        var two = WorkerDecisions.Decide(WorkerState.New("node", 2), Pack).State;
        two = WorkerDecisions.Decide(two, new WorkerInputs.Hampered("example", Lease, "the disk is full")).State;
        two = WorkerDecisions.Decide(two, new WorkerProtocol.Recorded("example", Lease, Lease.Range.Start)).State;
        two = Later(new WorkerStep(two, []), 2).State;
        Assert.False(Avoids(two));
        var trying = WorkerDecisions.Decide(two, Next(two)).State;
        var lost = WorkerDecisions.Decide(trying, new WorkerProtocol.LeaseLost("example", Next(two).Lease)).State;

        Assert.True(Avoids(trying));
        Assert.False(Avoids(WorkerDecisions.Decide(lost, Tick).State));
    }

    [Fact]
    public void A_node_forgets_its_problem_with_a_sweep_that_does_not_come_again()
    {
        var hampered = new WorkerInputs.Hampered("example", Lease, "the disk is full");
        var state = WorkerDecisions.Decide(Training(), hampered).State;
        state = WorkerDecisions.Decide(state, new WorkerProtocol.Recorded("example", Lease, Lease.Range.Start)).State;
        Assert.Equal("the disk is full", state.Problem);

        Assert.Equal("", Later(new WorkerStep(state, []), 100).State.Problem);
    }

    private static bool Avoids(WorkerState state)
    {
        var step = WorkerDecisions.Decide(state, new WorkerProtocol.WorkAvailable());
        var pulls = step.Effects.OfType<WorkerEffects.Say>().Select(say => say.Message)
            .OfType<WorkerProtocol.PullPack>();
        return pulls.First().Avoids.Length > 0;
    }

    [Fact]
    public void A_node_that_leaves_finishes_its_reports_and_pulls_nothing_more()
    {
        var state = WorkerDecisions.Decide(Reporting().State, new WorkerInputs.Leave()).State;
        var step = Recorded(new WorkerStep(state, []), 3);
        step = Recorded(Recorded(step, 5), 7);

        Assert.Equal([new WorkerEffects.Left()], step.Effects);
        Assert.Empty(WorkerDecisions.Decide(step.State, Tick).Effects);
        var late = Pack with { Lease = Lease with { Id = 2, Holder = step.State.Slots[0].SlotRequest } };
        Assert.IsType<WorkerProtocol.HandBack>(Said(WorkerDecisions.Decide(step.State, late)));
    }

    private static Lease Kept => Lease with { Range = new TrialRange(3, 3) };

    private static WorkerInputs.GaveUp GaveUp =>
        new("example", Kept, SimulatedTrials.CheckpointOf(new TrialRange(6, 2), 1));

    private static WorkerState Training() => WorkerDecisions.Decide(WorkerState.New("node", 1), Pack).State;

    // A slot whose first pack is still unconfirmed when its second is trained.
    private static (WorkerStep Step, Lease Second) Ahead()
    {
        var state = Whole();
        var next = Next(state);
        state = WorkerDecisions.Decide(state, next).State;
        return (WorkerDecisions.Decide(state, Trained(next.Lease)), next.Lease);
    }

    [Fact]
    public void Trials_that_one_of_the_same_lease_keeps_waiting_go_to_others_after_a_tick_or_two()
    {
        var state = WorkerDecisions.Decide(WorkerState.New("node", 1), Queued).State;
        var first = WorkerDecisions.Decide(state, Tick);
        var second = WorkerDecisions.Decide(first.State, Tick);

        Assert.Empty(first.Effects);
        Assert.Equal(new WorkerEffects.Split(0, 1, 0), Assert.Single(second.Effects));
        Assert.Empty(Later(second, 8).Effects);
    }

    [Fact]
    public void A_lease_of_trials_that_train_together_is_kept() => Assert.Empty(Later(new(Training(), []), 8).Effects);

    [Fact]
    public void Early_results_are_sent_until_they_are_recorded_while_the_slot_goes_on()
    {
        var early = Trained(Lease, 2) with { IsEarly = true, TrialSeconds = [0.5, 0.25] };
        var step = WorkerDecisions.Decide(WorkerDecisions.Decide(WorkerState.New("node", 1), Queued).State, early);
        var report = Assert.IsType<WorkerProtocol.ReportPack>(Said(step));
        Assert.Equal((3L, false), (report.First, report.LeavesRest));
        Assert.Equal([0.5, 0.25], report.TrialSeconds);
        Assert.True(step.State.Slots[0].IsTraining);
        var again = WorkerDecisions.Decide(step.State, new WorkerInputs.RenewalDue());
        Assert.Equal(
            [typeof(WorkerProtocol.RenewLease), typeof(WorkerProtocol.ReportPack)],
            again.Effects.Select(effect => Message(effect).GetType()));

        step = Recorded(step, 3);
        Assert.Single(WorkerDecisions.Decide(step.State, new WorkerInputs.RenewalDue()).Effects);
        var last = Trained(Lease, 3) with { First = 5, TrialSeconds = [1, 2, 3] };
        report = Assert.IsType<WorkerProtocol.ReportPack>(
            Message(WorkerDecisions.Decide(step.State, last).Effects[0]));
        Assert.Equal((5L, false), (report.First, report.LeavesRest));
    }

    [Fact]
    public void A_node_that_leaves_waits_until_early_results_are_recorded()
    {
        var early = Trained(Lease, 2) with { IsEarly = true, TrialSeconds = [0.5, 0.25] };
        var state = WorkerDecisions.Decide(WorkerState.New("node", 1), Queued).State;
        state = WorkerDecisions.Decide(WorkerDecisions.Decide(state, early).State, new WorkerInputs.Leave()).State;
        Assert.False(state.HoldsNothing);
        var recorded = new WorkerProtocol.Recorded("example", Lease, 3);
        state = WorkerDecisions.Decide(state, recorded).State;
        Assert.False(state.HoldsNothing);

        Assert.Equal([new WorkerEffects.Left()], WorkerDecisions.Decide(state, recorded).Effects);
    }

    [Fact]
    public void A_failure_names_its_trial_and_is_confirmed_by_its_place()
    {
        var state = WorkerDecisions.Decide(WorkerState.New("node", 1), Queued).State;
        var step = WorkerDecisions.Decide(state, new WorkerInputs.Failed("example", Lease, "bad") { Place = 5 });

        Assert.Equal(5, Assert.IsType<WorkerProtocol.ReportFailure>(Said(step)).Place);
        Assert.Empty(Recorded(step, 3).Effects);
        Assert.IsType<WorkerProtocol.PullPack>(Said(Recorded(step, 5)));
    }

    // A node that has sent all results of its pack at once.
    private static WorkerState Whole() => WorkerDecisions.Decide(
        WorkerDecisions.Decide(WorkerState.New("node", 1), Pack).State, Trained(Lease)).State;

    private static WorkerProtocol.PackGranted Next(WorkerState state) => Pack with
    {
        Lease = Lease with { Id = 2, Range = new TrialRange(8, 2), Holder = state.Slots[0].SlotRequest },
    };

    private static WorkerStep Reporting()
    {
        var state = WorkerState.New("node", 1) with { PartBytes = 300 };
        return WorkerDecisions.Decide(WorkerDecisions.Decide(state, Pack).State, Trained(Lease));
    }

    private static WorkerInputs.Trained Trained(Lease lease) => Trained(lease, (int)lease.Range.Count);

    private static WorkerInputs.Trained Trained(Lease lease, int count) => new("example", lease, new PackOutcome(
        [0.5], [.. SimulatedTrials.Places(lease.Range).Take(count).Select(SimulatedTrials.OutcomeOf)]), 1);

    private static (bool Left, double Seconds) LeftAndSeconds(WorkerStep step)
    {
        var report = Assert.IsType<WorkerProtocol.ReportPack>(Message(step.Effects[0]));
        return (report.LeavesRest, report.Seconds);
    }

    private static WorkerStep Recorded(WorkerStep step, long first) =>
        WorkerDecisions.Decide(step.State, new WorkerProtocol.Recorded("example", Lease, first));

    // The ticks at which the node sends something again.
    private static List<int> SaidAgain(WorkerStep step, int ticks)
    {
        var said = new List<int>();
        for (var tick = 1; tick <= ticks; tick++)
        {
            step = WorkerDecisions.Decide(step.State, Tick);
            if (!step.Effects.IsEmpty)
                said.Add(tick);
        }

        return said;
    }

    private static WorkerStep Later(WorkerStep step, int ticks) =>
        Enumerable.Range(0, ticks).Aggregate(step, (before, _) => WorkerDecisions.Decide(before.State, Tick));

    private static WorkerProtocol.IFromWorker Said(WorkerStep step) => Message(Assert.Single(step.Effects));

    private static WorkerProtocol.IFromWorker Message(IWorkerEffect effect) =>
        Assert.IsType<WorkerEffects.Say>(effect).Message;

    private static IEnumerable<double> PlacesOf(WorkerStep step) => PlacesOf(Assert.Single(step.Effects));

    private static IEnumerable<double> PlacesOf(IWorkerEffect effect)
    {
        var report = Assert.IsType<WorkerProtocol.ReportPack>(Message(effect));
        Assert.Equal(report.First, report.Outcome.Trials[0].Metric(LinearSchema.Mae));
        return report.Outcome.Trials.Select(trial => trial.Metric(LinearSchema.Mae));
    }
}
