/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codes of the runtime layer: streams, events, memory, devices. They reach the caller of an
 * ACL function unchanged.
 */
#ifndef ACL_ERROR_CODES_RT_ERROR_CODES_H
#define ACL_ERROR_CODES_RT_ERROR_CODES_H

/* Success. */
#define ACL_RT_SUCCESS 0 /**< runtime-layer success */

/* The caller is at fault. */
#define ACL_ERROR_RT_PARAM_INVALID 107000    /**< argument rejected by the runtime layer */
#define ACL_ERROR_RT_INVALID_DEVICEID 107001 /**< device id out of range */
#define ACL_ERROR_RT_CONTEXT_NULL \
    107002 /**< calling thread has no current context, or handle is not usable as a context */
#define ACL_ERROR_RT_STREAM_CONTEXT 107003 /**< stream belongs to another context */
#define ACL_ERROR_RT_MODEL_CONTEXT 107004  /**< model belongs to another context */
#define ACL_ERROR_RT_STREAM_MODEL 107005   /**< stream is not bound to this model */
#define ACL_ERROR_RT_EVENT_TIMESTAMP_INVALID \
    107006 /**< event has no timestamp yet (not executed or no time-line) */
#define ACL_ERROR_RT_EVENT_TIMESTAMP_REVERSAL \
    107007 /**< end earlier than start (defined; not raised by the open code) */
#define ACL_ERROR_RT_ADDR_UNALIGNED 107008 /**< address not aligned as required */
#define ACL_ERROR_RT_FILE_OPEN 107009      /**< file could not be opened */
#define ACL_ERROR_RT_FILE_WRITE 107010     /**< file could not be written */
#define ACL_ERROR_RT_STREAM_SUBSCRIBE \
    107011 /**< stream subscription conflict, or stream not subscribed on unsubscribe */
#define ACL_ERROR_RT_THREAD_SUBSCRIBE \
    107012 /**< thread has no subscription, or thread/stream subscription conflict */
#define ACL_ERROR_RT_GROUP_NOT_SET 107013    /**< compute group not selected */
#define ACL_ERROR_RT_GROUP_NOT_CREATE 107014 /**< compute group not created */
#define ACL_ERROR_RT_STREAM_NO_CB_REG \
    107015 /**< callback launched on a stream with no subscribed thread */
#define ACL_ERROR_RT_INVALID_MEMORY_TYPE 107016 /**< memory attribute/type enum not valid */
#define ACL_ERROR_RT_INVALID_HANDLE \
    107017 /**< handle destroyed, wrong kind or otherwise not recognised */
#define ACL_ERROR_RT_INVALID_MALLOC_TYPE 107018 /**< allocation type not valid (driver) */
#define ACL_ERROR_RT_WAIT_TIMEOUT \
    107019 /**< wait for an operation (e.g. stream abort, driver wait) expired */
#define ACL_ERROR_RT_TASK_TIMEOUT \
    107020 /**< a device task ran or waited longer than its own limit */
#define ACL_ERROR_RT_SYSPARAMOPT_NOT_SET 107021 /**< system option read before it was set */
#define ACL_ERROR_RT_DEVICE_TASK_ABORT 107022   /**< tasks of the device are being aborted */
#define ACL_ERROR_RT_STREAM_ABORT 107023        /**< stream is being aborted */
#define ACL_ERROR_RT_CAPTURE_DEPENDENCY \
    107024 /**< capture: illegal dependency on un-captured work */
#define ACL_ERROR_RT_STREAM_UNJOINED \
    107025 /**< capture: a forked stream was not joined back before the end */
#define ACL_ERROR_RT_MODEL_CAPTURED 107026 /**< capture: model is in capture state */
#define ACL_ERROR_RT_STREAM_CAPTURED \
    107027 /**< operation forbidden because the stream is being captured */
#define ACL_ERROR_RT_EVENT_CAPTURED \
    107028 /**< operation forbidden because the event was recorded in a capture */
#define ACL_ERROR_RT_STREAM_NOT_CAPTURED 107029 /**< operation needs a capturing stream */
#define ACL_ERROR_RT_CAPTURE_MODE_NOT_SUPPORT \
    107030 /**< call forbidden by the current capture mode */
#define ACL_ERROR_RT_STREAM_CAPTURE_IMPLICIT \
    107031 /**< capture: forbidden implicit dependency through the default stream */
#define ACL_ERROR_STREAM_CAPTURE_CONFLICT \
    107032 /**< capture: dependent streams cannot both begin a capture */
#define ACL_ERROR_STREAM_TASK_GROUP_STATUS 107033 /**< task-group begin/end used in wrong state */
#define ACL_ERROR_STREAM_TASK_GROUP_INTR 107034   /**< task group was interrupted */

/* A resource is used up, or the product lacks the feature. */
#define ACL_ERROR_RT_FEATURE_NOT_SUPPORT \
    207000 /**< feature, flag combination or product not supported */
#define ACL_ERROR_RT_MEMORY_ALLOCATION 207001 /**< out of memory */
#define ACL_ERROR_RT_MEMORY_FREE 207002       /**< freeing memory failed */
#define ACL_ERROR_RT_AICORE_OVER_FLOW 207003  /**< numeric overflow reported by the AI core */
#define ACL_ERROR_RT_NO_DEVICE 207004         /**< no usable device */
#define ACL_ERROR_RT_RESOURCE_ALLOC_FAIL                                                        \
    207005                                     /**< resource allocation failed or resource busy \
                                                */
#define ACL_ERROR_RT_NO_PERMISSION 207006      /**< operation not permitted */
#define ACL_ERROR_RT_NO_EVENT_RESOURCE 207007  /**< event ids exhausted */
#define ACL_ERROR_RT_NO_STREAM_RESOURCE 207008 /**< stream ids exhausted */
#define ACL_ERROR_RT_NO_NOTIFY_RESOURCE 207009 /**< notify ids exhausted */
#define ACL_ERROR_RT_NO_MODEL_RESOURCE 207010  /**< model ids exhausted */
#define ACL_ERROR_RT_NO_CDQ_RESOURCE 207011    /**< CDQ resource exhausted */
#define ACL_ERROR_RT_OVER_LIMIT 207012         /**< quota exceeded */
#define ACL_ERROR_RT_QUEUE_EMPTY 207013        /**< queue has nothing to take */
#define ACL_ERROR_RT_QUEUE_FULL 207014         /**< queue cannot take more */
#define ACL_ERROR_RT_REPEATED_INIT 207015      /**< queue module initialised twice */
#define ACL_ERROR_RT_AIVEC_OVER_FLOW 207016    /**< numeric overflow reported by the vector core */
#define ACL_ERROR_RT_OVER_FLOW 207017          /**< numeric overflow (AICPU or SDMA) */
#define ACL_ERROR_RT_DEVICE_OOM 207018         /**< device side ran out of memory */

/* The runtime or the device failed. */
#define ACL_ERROR_RT_INTERNAL_ERROR \
    507000 /**< runtime internal failure (also the catch-all of unmapped codes) */
#define ACL_ERROR_RT_TS_ERROR 507001            /**< generic task-scheduler failure */
#define ACL_ERROR_RT_STREAM_TASK_FULL 507002    /**< no task slot left in a model-bound stream */
#define ACL_ERROR_RT_STREAM_TASK_EMPTY 507003   /**< stream holds no task */
#define ACL_ERROR_RT_STREAM_NOT_COMPLETE 507004 /**< stream still has unfinished tasks */
#define ACL_ERROR_RT_END_OF_SEQUENCE 507005     /**< input sequence ended (informational) */
#define ACL_ERROR_RT_EVENT_NOT_COMPLETE 507006  /**< event not finished */
#define ACL_ERROR_RT_CONTEXT_RELEASE_ERROR \
    507007 /**< context already released or being released (double device reset) */
#define ACL_ERROR_RT_SOC_VERSION 507008           /**< SoC version problem */
#define ACL_ERROR_RT_TASK_TYPE_NOT_SUPPORT 507009 /**< task type not supported */
#define ACL_ERROR_RT_LOST_HEARTBEAT 507010        /**< task scheduler stopped answering */
#define ACL_ERROR_RT_MODEL_EXECUTE 507011         /**< model execution failed on the device */
#define ACL_ERROR_RT_REPORT_TIMEOUT 507012   /**< no report arrived in time (aclrtProcessReport) */
#define ACL_ERROR_RT_SYS_DMA 507013          /**< system DMA failure */
#define ACL_ERROR_RT_AICORE_TIMEOUT 507014   /**< AI core task exceeded its execution limit */
#define ACL_ERROR_RT_AICORE_EXCEPTION 507015 /**< AI core task raised an exception */
#define ACL_ERROR_RT_AICORE_TRAP_EXCEPTION 507016 /**< AI core task executed a trap */
#define ACL_ERROR_RT_AICPU_TIMEOUT 507017         /**< AICPU task exceeded its limit */
#define ACL_ERROR_RT_AICPU_EXCEPTION 507018       /**< AICPU task raised an exception */
#define ACL_ERROR_RT_AICPU_DATADUMP_RSP_ERR \
    507019 /**< AICPU answered a dump request with an error */
#define ACL_ERROR_RT_AICPU_MODEL_RSP_ERR                                                      \
    507020                                  /**< AICPU answered a model request with an error \
                                             */
#define ACL_ERROR_RT_PROFILING_ERROR 507021 /**< profiling failure */
#define ACL_ERROR_RT_IPC_ERROR 507022       /**< inter-process communication failure */
#define ACL_ERROR_RT_MODEL_ABORT_NORMAL \
    507023 /**< model left normally through abort (informational) */
#define ACL_ERROR_RT_KERNEL_UNREGISTERING 507024  /**< kernel is being unregistered */
#define ACL_ERROR_RT_RINGBUFFER_NOT_INIT 507025   /**< device ring buffer not initialised */
#define ACL_ERROR_RT_RINGBUFFER_NO_DATA 507026    /**< device ring buffer empty */
#define ACL_ERROR_RT_KERNEL_LOOKUP 507027         /**< kernel not found in the loaded binary */
#define ACL_ERROR_RT_KERNEL_DUPLICATE 507028      /**< kernel registered twice */
#define ACL_ERROR_RT_DEBUG_REGISTER_FAIL 507029   /**< debug registration failed */
#define ACL_ERROR_RT_DEBUG_UNREGISTER_FAIL 507030 /**< debug de-registration failed */
#define ACL_ERROR_RT_LABEL_CONTEXT 507031         /**< label belongs to another context */
#define ACL_ERROR_RT_PROGRAM_USE_OUT 507032       /**< program registration slots exhausted */
#define ACL_ERROR_RT_DEV_SETUP_ERROR 507033       /**< device not set up / could not be started */
#define ACL_ERROR_RT_VECTOR_CORE_TIMEOUT 507034   /**< vector core task exceeded its limit */
#define ACL_ERROR_RT_VECTOR_CORE_EXCEPTION 507035 /**< vector core exception */
#define ACL_ERROR_RT_VECTOR_CORE_TRAP_EXCEPTION 507036 /**< vector core trap */
#define ACL_ERROR_RT_CDQ_BATCH_ABNORMAL 507037         /**< CDQ batch allocation abnormal */
#define ACL_ERROR_RT_DIE_MODE_CHANGE_ERROR 507038      /**< die mode cannot be changed */
#define ACL_ERROR_RT_DIE_SET_ERROR 507039    /**< die cannot be chosen in single-die mode */
#define ACL_ERROR_RT_INVALID_DIEID 507040    /**< die id not valid */
#define ACL_ERROR_RT_DIE_MODE_NOT_SET 507041 /**< die mode not selected */
#define ACL_ERROR_RT_AICORE_TRAP_READ_OVERFLOW 507042      /**< AI core read out of bounds */
#define ACL_ERROR_RT_AICORE_TRAP_WRITE_OVERFLOW 507043     /**< AI core write out of bounds */
#define ACL_ERROR_RT_VECTOR_CORE_TRAP_READ_OVERFLOW 507044 /**< vector core read out of bounds */
#define ACL_ERROR_RT_VECTOR_CORE_TRAP_WRITE_OVERFLOW \
    507045 /**< vector core write out of bounds      \
            */
#define ACL_ERROR_RT_STREAM_SYNC_TIMEOUT                                                         \
    507046                                      /**< stream/device synchronisation limit expired \
                                                 */
#define ACL_ERROR_RT_EVENT_SYNC_TIMEOUT 507047  /**< event synchronisation limit expired */
#define ACL_ERROR_RT_FFTS_PLUS_TIMEOUT 507048   /**< FFTS+ task exceeded its limit */
#define ACL_ERROR_RT_FFTS_PLUS_EXCEPTION 507049 /**< FFTS+ exception */
#define ACL_ERROR_RT_FFTS_PLUS_TRAP_EXCEPTION 507050 /**< FFTS+ trap */
#define ACL_ERROR_RT_SEND_MSG 507051                 /**< host-device message could not be sent */
#define ACL_ERROR_RT_COPY_DATA 507052                /**< data copy failed */
#define ACL_ERROR_RT_DEVICE_MEM_ERROR 507053         /**< device memory fault */
#define ACL_ERROR_RT_HBM_MULTI_BIT_ECC_ERROR 507054  /**< uncorrectable HBM error */
#define ACL_ERROR_RT_DRV_INTERNAL_ERROR \
    507899 /**< driver internal failure (catch-all of driver codes) */
#define ACL_ERROR_RT_AICPU_INTERNAL_ERROR 507900 /**< AICPU internal failure */
#define ACL_ERROR_RT_SOCKET_CLOSE 507901         /**< host-device channel closed */
#define ACL_ERROR_RT_AICPU_INFO_LOAD_RSP_ERR \
    507902 /**< AICPU answered an info-load request with an error */
#define ACL_ERROR_RT_STREAM_CAPTURE_INVALIDATED \
    507903 /**< capture was invalidated by an earlier error */

/* Newer than CANN 8.1. */
#define ACL_ERROR_RT_TASK_ABORT_STOP \
    107035 /**< device abort stopped before its follow-up processing */
#define ACL_ERROR_RT_STREAM_CAPTURE_UNMATCHED \
    107036                                /**< capture ended on a stream that did not begin it */
#define ACL_ERROR_RT_MODEL_RUNNING 107037 /**< model still executing */
#define ACL_ERROR_RT_STREAM_CAPTURE_WRONG_THREAD \
    107038 /**< capture begun and ended by different threads */
#define ACL_ERROR_RT_INSUFFICIENT_INPUT_ARRAY 107039 /**< caller's output array is too small */
#define ACL_ERROR_RT_MODEL_UPDATE_FAILED 107040      /**< model update failed */
#define ACL_ERROR_RT_CAPTURE_MODE_BLOCK_ASYNC \
    107041 /**< async call that would degrade to sync is forbidden during capture */
#define ACL_ERROR_RT_SYMBOL_NOT_FOUND 107042          /**< device symbol not found */
#define ACL_ERROR_RT_INVALID_SYMBOL 107043            /**< device symbol not valid */
#define ACL_ERROR_RT_INVALID_DEVICE_FUNCTION 107044   /**< device function not valid */
#define ACL_ERROR_RT_SUB_ACLGRAPH_IS_CAPTURING 107045 /**< nested graph is still in capture */
#define ACL_ERROR_RT_FEATURE_NOT_SUPPORT_UPDATE_OP \
    207019                          /**< operator cannot be updated in a captured graph */
#define ACL_ERROR_RT_TIMEOUT 207020 /**< driver-level timeout */
#define ACL_ERROR_RT_LINK_TYPE_NOT_SUPPORTED 207021     /**< inter-device link type not supported */
#define ACL_ERROR_RT_SUSPECT_DEVICE_MEM_ERROR 507055    /**< probable device memory fault */
#define ACL_ERROR_RT_LINK_ERROR 507056                  /**< inter-device link fault */
#define ACL_ERROR_RT_SUSPECT_REMOTE_ERROR 507057        /**< probable fault on a remote device */
#define ACL_ERROR_RT_COMM_OP_RETRY_FAIL 507904          /**< collective operation retry failed */
#define ACL_ERROR_SNAPSHOT_LOCK_TIMEOUT 507905          /**< snapshot: lock timed out */
#define ACL_ERROR_SNAPSHOT_LOCK_FAILED 507906           /**< snapshot: lock failed */
#define ACL_ERROR_SNAPSHOT_UNLOCK_FAILED 507907         /**< snapshot: unlock failed */
#define ACL_ERROR_SNAPSHOT_BACKUP_FAILED 507908         /**< snapshot: backup failed */
#define ACL_ERROR_SNAPSHOT_RESTORE_FAILED 507909        /**< snapshot: restore failed */
#define ACL_ERROR_HOST_MEMORY_ALREADY_REGISTERED 507910 /**< host range registered twice */
#define ACL_ERROR_HOST_MEMORY_NOT_REGISTERED 507911     /**< host range was never registered */
#define ACL_ERROR_SNAPSHOT_CALLBACK_FAILED 507912       /**< snapshot: user callback failed */
#define ACL_ERROR_SNAPSHOT_REGISTER_CALLBACK_FAILED \
    507913                                /**< snapshot: callback registration failed */
#define ACL_ERROR_RT_L3_PORT_ERROR 507914 /**< level-3 port fault */
#define ACL_ERROR_RT_CCU_TIMEOUT 507915   /**< CCU task timed out */
#define ACL_ERROR_RT_CCU_EXCEPTION 507916 /**< CCU exception */

#endif
