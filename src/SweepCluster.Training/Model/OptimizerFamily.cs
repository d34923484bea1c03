namespace SweepCluster.Training.Model;

/// <summary>What sets the length of an optimizer's steps.</summary>
public enum OptimizerFamily
{
    /// <summary>
    /// The learning rate alone: each step moves a parameter about that far (Adam and its kin, rmsprop).
    /// </summary>
    Adaptive,

    /// <summary>The learning rate over the root of the number of updates (adagrad).</summary>
    Accumulating,

    /// <summary>The steps before it, hardly the learning rate (adadelta).</summary>
    SelfScaling,

    /// <summary>The learning rate times the gradient (sgd, with or without momentum).</summary>
    Descent,
}
